import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { SqliteDriver } from './sqlite-driver.js';
import { isSystemError } from './system-error.js';

/** Another sandbox keeps its state in this folder; two would overwrite each other's. */
export class FolderInUse extends Error {
  constructor(readonly folder: string) {
    super(`Another sandbox works in ${folder}. End it, or choose another folder.`);
    this.name = 'FolderInUse';
  }
}

/** One sandbox per folder. It is SQLite's file lock, which the system releases whatever ends the process. */
export class FolderLock {
  private constructor(private readonly driver: Database) {}

  /** @throws FolderInUse */
  static take(folder: string): FolderLock {
    mkdirSync(folder, { recursive: true });
    const driver = new SqliteDriver(join(folder, 'sandbox.lock'), { timeout: 0 });
    try {
      driver.pragma('locking_mode = EXCLUSIVE');
      driver.exec('BEGIN EXCLUSIVE');
      return new FolderLock(driver);
    } catch (error) {
      driver.close();
      throw isSystemError(error, 'SQLITE_BUSY') ? new FolderInUse(folder) : error;
    }
  }

  release(): void {
    this.driver.close();
  }
}
