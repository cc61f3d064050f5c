import { Test, type TestingModule } from '@nestjs/testing';
import { SystemClock } from '../../src/kernel/clock.js';
import { loadConfiguration } from '../../src/kernel/configuration.js';
import { KernelModule } from '../../src/kernel/kernel.module.js';
import { DatabaseModule } from '../../src/modules/database/database.module.js';
import type { TestDatabase } from './databases.js';

/** The database room alone, without the house above it. */
export async function openDatabase(storage: TestDatabase): Promise<TestingModule> {
  const configuration = loadConfiguration({ LATCHKEY_MODE: 'demo', ...storage.environment });
  const room = await Test.createTestingModule({
    imports: [DatabaseModule, KernelModule.forRoot(configuration, new SystemClock())],
  }).compile();
  return room.init();
}
