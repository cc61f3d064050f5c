import { QueryFailedError } from 'typeorm';

/** What PostgreSQL and SQLite say when a row with the same unique columns is there. */
const CODES = ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'];

/** Whether a write failed because somebody else has that name, id or place. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof QueryFailedError)) return false;
  const { driverError } = error;
  return 'code' in driverError && CODES.includes(String(driverError.code));
}
