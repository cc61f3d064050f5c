import { engines, type TestDatabase } from '../../support/databases.js';
import { RestateServer } from '../../support/restate-server.js';
import { freePort } from '../../support/server-process.js';

const [, postgres] = engines;

/** For `describe.each(carriers)`: what carries runs must make no difference to whoever uses them. */
export const carriers: readonly (readonly [string, () => Promise<TestDatabase>])[] = [
  ...engines,
  ['PostgreSQL, carried by Restate', () => createOnRestate()],
];

/** As `carriers`; every wait soon leaves Restate and ends by the clock of Latchkey, which a test can move. */
export const clockedCarriers: typeof carriers = [
  ...engines,
  ['PostgreSQL, carried by Restate', () => createOnRestate({ LATCHKEY_RESTATE_LONGEST_WAIT: '1' })],
];

export interface RestateDatabase extends TestDatabase {
  readonly restate: RestateServer;
}

/** A database and a Restate of its own, and the settings of a Latchkey on both. */
export async function createOnRestate(
  more: Readonly<Record<string, string>> = {},
  createDatabase = postgres?.[1],
): Promise<RestateDatabase> {
  if (!createDatabase) throw new Error('There is no PostgreSQL among the engines of the tests.');
  const [database, restate, port] = await Promise.all([createDatabase(), RestateServer.start(), freePort()]);
  return {
    restate,
    // A server that is started again is found where it was.
    environment: { ...database.environment, ...restate.environment, LATCHKEY_RESTATE_PORT: String(port), ...more },
    drop: async () => {
      await restate.remove();
      await database.drop();
    },
  };
}
