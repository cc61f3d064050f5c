import { parseArgs } from 'node:util';
import { PortInUse, startSandbox, vendorKeys } from './sandbox.js';
import { VENDORS } from './vendors.js';

const FIRST_PORT = 4100;
const USAGE = `Usage: node dist/sandbox/main.js [--port N] [--host ADDRESS] [--folder DIR]
  --port N       port of the first vendor, the others follow; ${FIRST_PORT} unless told; 0 takes free ones
  --host ADDRESS where to listen; 127.0.0.1 unless told
  --folder DIR   keeps tokens and data there, so that they survive a restart; in memory without it
`;

/** Starts every stand-in, prints where each listens, and ends on SIGTERM or SIGINT. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const first = Number(values.port ?? FIRST_PORT);
  const keys = vendorKeys();
  if (!Number.isInteger(first) || first < 0 || first + keys.length > 65_536)
    throw new Error(`--port ${values.port} is no port.`);
  const sandbox = await startSandbox({
    ports: Object.fromEntries(keys.map((key, index) => [key, first === 0 ? 0 : first + index])),
    ...(values.host === undefined ? {} : { host: values.host }),
    ...(values.folder === undefined ? {} : { folder: values.folder }),
  });
  const end = (): void => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  for (const key of keys) process.stdout.write(`${VENDORS[key].title.padEnd(12)}${sandbox.vendors[key].url}\n`);
  process.stdout.write(`\nLATCHKEY_SANDBOX_HOSTS=${sandbox.hosts}\n`);
}

main().catch((error: unknown) => {
  const advice = error instanceof PortInUse ? ' Choose another with --port.' : '';
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}${advice}\n`);
  if (isMistyped(error)) process.stderr.write(USAGE);
  process.exitCode = 1;
});

/** `parseArgs` names what it does not know, but not what there is. */
function isMistyped(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
