import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { redoxAccounts } from '../../../sandbox/redox/accounts.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectRedox } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';

const SECOND_KEY = { apiKey: '99999999-2222-4333-8444-555555555555', secret: 'second-redox-secret' };
const FIRST_KEY = { apiKey: redoxAccounts.legacyKey.apiKey, secret: redoxAccounts.legacyKey.secret };
const READERS = 6;

interface Reading {
  /** The newest generation that was acknowledged before this resolution was asked for. */
  readonly acknowledged: number;
  readonly generation: number;
  readonly value: string;
}

describe.each(engines)('A change to a token on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let runner: ApiClient;
  let token: Json;
  let acknowledged: number;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    await latchkey.vendors.register('redox', SECOND_KEY);
  });
  beforeEach(async () => {
    ({ designer, runner } = await beginJourney(latchkey, 'global', 'Redox'));
    token = await connectRedox(designer, { name: 'Redox' });
    acknowledged = 1;
  });
  afterAll(() => latchkey.close());

  const path = () => `/v1/access-tokens/${token.id}`;

  /** Resolves in a loop with several readers while the work goes on. */
  async function readWhile(work: () => Promise<void>): Promise<readonly Reading[]> {
    const readings: Reading[] = [];
    let isOver = false;
    const reader = async () => {
      while (!isOver) {
        const before = acknowledged;
        const { status, body } = await runner.post('/v1/resolutions', { name: 'Redox' });
        expect(status).toBe(200);
        const value = body.credential.headers.authorization;
        readings.push({ acknowledged: before, generation: body.token.generation, value });
      }
    };
    const readers = Array.from({ length: READERS }, reader);
    await work().finally(() => {
      isOver = true;
    });
    await Promise.all(readers);
    return readings;
  }

  function expectNothingStale(readings: readonly Reading[]): void {
    expect(readings.length).toBeGreaterThan(READERS);
    expect(readings.filter((reading) => reading.generation < reading.acknowledged)).toEqual([]);
    const valuesOf = (generation: number) =>
      new Set(readings.filter((reading) => reading.generation === generation).map(({ value }) => value));
    for (const { generation } of readings) expect(valuesOf(generation).size).toBe(1);
  }

  it('of its credentials is in force for every resolution that starts after Done', async () => {
    const readings = await readWhile(async () => {
      for (let round = 0; round < 8; round += 1) {
        const draft = await Draft.begin(designer, { tokenId: token.id });
        await draft.fill(round % 2 === 0 ? SECOND_KEY : FIRST_KEY);
        await draft.getToken();
        acknowledged = (await draft.finish()).generation;
      }
    });
    expect(acknowledged).toBe(9);
    expectNothingStale(readings);
  });

  it('by renewal is in force as soon as the renewal is answered', async () => {
    const readings = await readWhile(async () => {
      for (let round = 0; round < 10; round += 1) {
        acknowledged = (await designer.post(`${path()}/renewal`, {})).body.generation;
      }
    });
    expectNothingStale(readings);
  });

  it('of its name or description raises the generation too', async () => {
    const readings = await readWhile(async () => {
      for (let round = 0; round < 10; round += 1) {
        acknowledged = (await designer.patch(path(), { description: `${round}` }, ANY)).body.generation;
      }
    });
    expect(acknowledged).toBe(11);
    expectNothingStale(readings);
  });

  it('that removes it is in force at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const other = await connectRedox(designer, { name: `Other ${round}` });
      expect((await designer.delete(`/v1/access-tokens/${other.id}`, ANY)).status).toBe(204);
      expect((await designer.get(`/v1/access-tokens/${other.id}`)).status).toBe(404);
    }
    expect((await designer.delete(`${path()}?force=true`, ANY)).status).toBe(204);
    const answers = await Promise.all(
      Array.from({ length: READERS }, () => runner.post('/v1/resolutions', { name: 'Redox' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(READERS).fill(404));
  });
});
