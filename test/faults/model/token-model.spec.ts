import { afterAll, beforeAll, describe, it } from '@jest/globals';
import fc from 'fast-check';
import { engines } from '../../support/databases.js';
import { byDepth, seed } from '../support/depth.js';
import { ModelHouse } from './model-house.js';
import { ModelledToken } from './modelled-token.js';
import { tokenCommands } from './token-commands.js';
import { TokenModel } from './token-model.js';

const KINDS = ['static', 'rotates', 'rotates-with-reuse-detection'] as const;

describe.each(engines)('An access token on %s', (engine, createDatabase) => {
  let house: ModelHouse;
  beforeAll(async () => {
    house = await ModelHouse.open(createDatabase);
  });
  afterAll(() => house.close());

  const isSqlite = engine === 'SQLite';
  const numRuns = byDepth({ bounded: isSqlite ? 10 : 4, full: isSqlite ? 300 : 100 });
  const commands = tokenCommands({ maxCommands: byDepth({ bounded: 30, full: 60 }), deaths: isSqlite });

  it('is at every step as a simple model of it, whatever befalls it', async () => {
    const property = fc.asyncProperty(fc.constantFrom(...KINDS), commands, async (kind, steps) => {
      const model = new TokenModel(kind);
      const real = await ModelledToken.create(house, model);
      try {
        await fc.asyncModelRun(() => ({ model, real }), steps);
      } finally {
        await real.discard(model);
      }
    });
    await fc.assert(property, { seed, numRuns, unbiased: true });
  }, 3_000_000);
});
