import { ShutdownSignal } from '@nestjs/common';
import { createApp } from './create-app.js';
import { BrokerError } from './kernel/broker.error.js';
import { ConfigurationError, loadConfiguration } from './kernel/configuration.js';
import { FirstStart } from './modules/users/links/first-start.js';

/** Starts the server. Whatever prevents it is told in one line per problem, and the process ends with 1. */
async function main(): Promise<void> {
  const configuration = loadConfiguration(process.env);
  const app = await createApp(configuration);
  // Only these: Nest's default also takes SIGSEGV, by which V8 catches what WebAssembly does beyond its memory. An
  // expression that overruns jq would end the server, where V8 makes an error of it.
  app.enableShutdownHooks([ShutdownSignal.SIGINT, ShutdownSignal.SIGTERM, ShutdownSignal.SIGHUP]);
  await app.listen(configuration.port, configuration.host);
  const storage = configuration.databaseUrl ? 'PostgreSQL' : `SQLite in ${configuration.dataFolder}`;
  process.stdout.write(
    `Latchkey listens on ${await app.getUrl()} as ${configuration.publicUrl}, storage: ${storage}\n`,
  );
  const first = await app.get(FirstStart, { strict: false }).link();
  if (first) {
    const url = first.url.reveal('to lead the first admin in');
    process.stdout.write(
      `Nobody is here yet. Open this link once, before ${first.expiresAt.toISOString()}:\n  ${url}\n`,
    );
  }
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof ConfigurationError) return error.problems;
  if (error instanceof BrokerError) return [error.message];
  if (isPortInUse(error)) return [`Port ${error.port} is in use. End what listens there, or set PORT to another one.`];
  return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
}

function isPortInUse(error: unknown): error is Error & { readonly port: unknown } {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
}

main().catch((error: unknown) => {
  for (const line of linesOf(error)) process.stderr.write(`${line}\n`);
  process.exit(1);
});
