import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { OnApplicationShutdown } from '@nestjs/common';
import { dataFileInUse, dataFolderUnusable } from '../database.errors.js';
import { ProcessLock } from './process-lock.js';

/** Lets one process own a data folder. @throws data-file-in-use, data-folder-unusable */
export class DataFileLock implements OnApplicationShutdown {
  private constructor(private readonly lock: ProcessLock | undefined) {}

  /** For databases that bring their own locks. */
  static notNeeded(): DataFileLock {
    return new DataFileLock(undefined);
  }

  static take(folder: string): DataFileLock {
    const lock = lockIn(folder);
    if (!lock) throw dataFileInUse(folder);
    return new DataFileLock(lock);
  }

  onApplicationShutdown(): void {
    this.lock?.release();
  }
}

function lockIn(folder: string): ProcessLock | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    return ProcessLock.take(join(folder, 'latchkey.lock'));
  } catch (error) {
    throw dataFolderUnusable(folder, error instanceof Error ? error.message : String(error), error);
  }
}
