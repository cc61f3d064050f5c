/** PostgreSQL: shut down, starting, out of connections, hung too long, or gone (class 08); and what a socket says. */
const CODES = new Set([
  ...['57P01', '57P02', '57P03', '53300', '25P03', '3D000', '08000', '08001', '08003', '08006'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'],
]);

/** The driver gives these no code; the last two are of TypeORM, whose connection was lost in the middle of a transaction. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Query runner already released|Database connection provided by a query runner was already released)/;

/** PostgreSQL: it could not be put in an order with others, or each waited for a lock of the other. */
const COLLISIONS = new Set(['40001', '40P01']);

/** PostgreSQL, by the first two characters: connection, order among others, room, operator, machine, its own faults. */
const TROUBLES = new Set(['08', '40', '53', '57', '58', 'XX']);
/** A database that only reads, as after a failover; a lock that others hold; no database of that name any more. */
const ALSO = new Set(['25006', '55P03', '3D000']);
const OF_SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|PROTOCOL|INTERRUPT)/;

/** Whether a query failed because of the database, and not for what was asked: the same again may well succeed. */
export function isDatabaseTrouble(error: unknown): boolean {
  const isOfServer = (code: string) => (code.length === 5 && TROUBLES.has(code.slice(0, 2))) || ALSO.has(code);
  return isDatabaseAway(error) || isFailure(error, ({ code }) => isOfServer(code) || OF_SQLITE.test(code));
}

/** Whether a query failed because the database cannot be reached right now, and not for what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  return isFailure(error, ({ code, message }) => CODES.has(code) || WORDS.test(message));
}

/** Whether a transaction was undone so that another one could go on: the same again may well succeed. */
export function isCollision(error: unknown): boolean {
  return isFailure(error, ({ code }) => COLLISIONS.has(code));
}

/** TypeORM wraps what the driver says. */
function isFailure(error: unknown, isMeant: (failure: { code: string; message: string }) => boolean): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (isMeant({ code, message: error.message })) return true;
  return 'driverError' in error && error.driverError !== error && isFailure(error.driverError, isMeant);
}
