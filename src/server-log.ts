import { ConsoleLogger } from '@nestjs/common';

/** What Nest tells of its own building: a line for each module and route, the same at every start. */
const BUILDING = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

/** These report what they throw as well; `main` tells it in one line, without a stack. */
const THROWN_TOO = new Set(['ExceptionHandler', 'TypeOrmModule', 'NestApplication']);

/** The log of the server, without what says nothing to an operator or is said better elsewhere. */
export class ServerLog extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!isFrom(BUILDING, rest)) super.log(message, ...rest);
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (!isFrom(THROWN_TOO, rest)) super.error(message, ...rest);
  }
}

/** Nest hands the context over as the last of the optional parameters. */
function isFrom(contexts: ReadonlySet<string>, rest: readonly unknown[]): boolean {
  const context = rest.at(-1);
  return typeof context === 'string' && contexts.has(context);
}
