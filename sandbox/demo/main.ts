import { join } from 'node:path';
import { type Sandbox, startSandbox } from '../sandbox.js';
import { FolderInUse } from '../stage/folder-lock.js';
import { DEMO_ADMIN } from './demo-admin.js';
import { registerRedirectUri, replaceDropboxCredentials } from './demo-connections.js';
import { DemoRun, type ShownStep } from './demo-run.js';
import { type DemoState, DemoStateFile } from './demo-state.js';
import { prepareTenant, type ReadyState } from './demo-tenant.js';
import { type Json, LatchkeyClient } from './latchkey-client.js';
import { isPortFree, ServerProcess } from './server-process.js';

const DEFAULT_PORT = 3000;
const tell = (line: string): void => void process.stdout.write(`${line}\n`);

/** `npm start`: sandbox, server, demo tenant, one run of the demo process; then it stays up. */
async function main(): Promise<void> {
  const port = Number(process.env.PORT ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`PORT=${process.env.PORT} is no port. Set a number from 1 to 65535, such as: PORT=3100 npm start`);
  if (!(await isPortFree(port))) {
    throw new Error(`Port ${port} is in use. End what listens there, or start with another: PORT=3100 npm start`);
  }
  const folder = process.env.LATCHKEY_DATA ?? 'data';
  const file = new DemoStateFile(folder);
  const state = file.read();
  tell('starting   the sandbox vendors and the server ...');
  const sandbox = await startSandboxIn(folder);
  const server = await ServerProcess.start({
    port,
    dataFolder: folder,
    operatorKey: state.operatorKey,
    sandboxHosts: sandbox.hosts,
  });
  let isLeaving = false;
  const leave = (): void => {
    isLeaving = true;
    server.stop();
  };
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  whenStarterIsGone(leave);
  try {
    await registerRedirectUri(sandbox, `${server.url}/oauth/callback`);
    const save = (progress: DemoState): void => file.write(progress);
    const ready = await prepareTenant(state, { url: server.url, tell, save });
    await closeCase(server.url, ready);
    tellWhereToGo(server.url, ready, file.path);
  } catch (error) {
    server.stop();
    // Whoever leaves in the middle takes the server away from what is still asked of it.
    if (!isLeaving) throw error;
  }
  const end = await server.ended();
  await sandbox.close();
  // A terminal sends its Ctrl+C to the server too.
  if (end !== 0 && end !== 'SIGTERM' && end !== 'SIGINT')
    throw new Error(`The server has ended (${end}). Start again: it goes on from there.`);
  process.exit(0);
}

/** The shell in which npm starts a command hands no signal on; without it nobody would know whom to end. */
function whenStarterIsGone(leave: () => void): void {
  const starter = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(look);
    leave();
  }, 500).unref();
}

async function startSandboxIn(folder: string): Promise<Sandbox> {
  try {
    return await startSandbox({ folder: join(folder, 'sandbox') });
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    const advice = 'End it, or give this one its own: LATCHKEY_DATA=data-2 PORT=3100 npm start';
    throw new Error(`Another demo works in the folder ${folder}. ${advice}`, { cause: error });
  }
}

/** Half way, when the first file is stored, Dropbox gets new credentials: the same run goes on with them. */
async function closeCase(url: string, ready: ReadyState): Promise<void> {
  const admin = new LatchkeyClient(url, ready.adminKey);
  const input = {
    caseNumber: `C-${new Date().toISOString().slice(0, 19).replace(/\D/g, '')}`,
    firstName: 'Timothy',
    lastName: 'Bixby',
    birthDate: '2008-01-06',
  };
  tell(`\nrunning    "Close a case" for case ${input.caseNumber}`);
  const run = await DemoRun.start(new LatchkeyClient(url, ready.runtimeKey), ready, input);
  const end = await run.follow(async (step) => {
    tell(`  ${lineOf(step)}`);
    if (step.path.endsWith('/fileSummary')) {
      const generation = await replaceDropboxCredentials(admin);
      tell(`  --------> the admin replaces the credentials of "Dropbox Files": generation ${generation} is live`);
    }
  });
  tell(`ended      ${String(end.status)} ${JSON.stringify(end.output ?? end.problem ?? end.waits)}`);
}

function lineOf({ path, token, outcome }: ShownStep): string {
  const used = token ? describeToken(token) : '';
  return `${path.padEnd(20)} ${used.padEnd(44)} ${outcome}`;
}

function describeToken({ name, scope, generation }: Json): string {
  return `${String(name)} (${String(scope)}, generation ${String(generation)})`;
}

function tellWhereToGo(url: string, ready: ReadyState, file: string): void {
  tell(`
Latchkey is up at ${url}
  sign in                    ${url}/sign-in
    as                       ${DEMO_ADMIN}
    with the password        ${ready.password}
  API, to browse and try     ${url}/docs
  tenant admin's key         ${ready.adminKey}
  app's runtime key          ${ready.runtimeKey}
  operator's key             in ${file}

Try it, and go on with the walk in README.md:
  export URL=${url} KEY=${ready.adminKey}
  curl -s $URL/v1/access-tokens -H "Authorization: Bearer $KEY"

The form-based app "Intake Form" asks Salesforce for clinics; this is what its dropdown sends:
  curl -s $URL/v1/apps/${ready.formAppId}/lookups/${ready.lookup} \\
    -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json' -d '{"inputs":{"begin":"Clinic 00"}}'

Ctrl+C ends it. What you see is kept in the data folder; the next start goes on from there.`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
