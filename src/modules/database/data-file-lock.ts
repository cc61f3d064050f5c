import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import Driver from 'better-sqlite3';
import { dataFileInUse, dataFolderUnusable } from './database.errors.js';

/**
 * Lets one process own a data folder. The lock is SQLite's own file lock on a small file beside the data, so the
 * operating system releases it whatever ends the process. @throws data-file-in-use
 */
export class DataFileLock implements OnApplicationShutdown {
  readonly #driver: Driver.Database | undefined;

  private constructor(driver: Driver.Database | undefined) {
    this.#driver = driver;
  }

  /** For databases that bring their own locks. */
  static notNeeded(): DataFileLock {
    return new DataFileLock(undefined);
  }

  static take(folder: string): DataFileLock {
    const driver = openLockFile(folder);
    try {
      driver.pragma('locking_mode = EXCLUSIVE');
      driver.exec('BEGIN EXCLUSIVE');
      return new DataFileLock(driver);
    } catch (error) {
      driver.close();
      if (isBusy(error)) throw dataFileInUse(folder);
      throw error;
    }
  }

  onApplicationShutdown(): void {
    this.#driver?.close();
  }
}

function openLockFile(folder: string): Driver.Database {
  try {
    mkdirSync(folder, { recursive: true });
    return new Driver(join(folder, 'latchkey.lock'), { timeout: 0 });
  } catch (error) {
    throw dataFolderUnusable(folder, error instanceof Error ? error.message : String(error), error);
  }
}

function isBusy(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
}
