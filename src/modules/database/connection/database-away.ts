/** PostgreSQL: shut down, starting, out of connections, or gone (class 08); and what a socket says. */
const CODES = new Set([
  ...['57P01', '57P02', '57P03', '53300', '3D000', '08000', '08001', '08003', '08006'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'],
]);

/** The driver gives these no code. */
const WORDS =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout)/;

/** Whether a query failed because the database cannot be reached right now, and not for what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  if (CODES.has(code) || WORDS.test(error.message)) return true;
  return 'driverError' in error && error.driverError !== error && isDatabaseAway(error.driverError);
}
