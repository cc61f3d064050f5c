import type { Database } from 'better-sqlite3';
import { SqliteDriver } from '../../../kernel/sqlite-driver.js';

/**
 * A file that one process holds at a time. The lock is SQLite's own on a small file, so the operating system releases
 * it whatever ends the process.
 */
export class ProcessLock {
  private constructor(private readonly driver: Database) {}

  /** Undefined when another process, or another part of this one, holds it. @throws when the file cannot be made */
  static take(path: string): ProcessLock | undefined {
    const driver = new SqliteDriver(path, { timeout: 0 });
    try {
      driver.pragma('locking_mode = EXCLUSIVE');
      driver.exec('BEGIN EXCLUSIVE');
      return new ProcessLock(driver);
    } catch (error) {
      driver.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
  }

  release(): void {
    this.driver.close();
  }
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
