import { DEMO_FIELDS } from '../../../sandbox/demo/demo-fields.js';
import { Database } from '../../../src/modules/database/database.js';
import { AccessToken } from '../../../src/modules/tokens/access-token.entity.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import { Draft, type DraftStart, expectStatus } from '../../support/story/drafts.js';
import type { House } from './house.js';

/** An access token of Redox, as the screens would make it. */
export async function connectRedox(caller: ApiClient, start: DraftStart): Promise<Json> {
  const fields = DEMO_FIELDS.redox['api-key'];
  const draft = await Draft.begin(caller, { connector: 'redox', method: 'api-key', fields, ...start });
  expectStatus(await draft.getToken(), 200);
  return draft.finish();
}

/** An access token of Dropbox, by consent. */
export async function connectDropbox(house: House, caller: ApiClient, start: DraftStart): Promise<Json> {
  const fields = DEMO_FIELDS.dropbox.oauth2;
  const draft = await Draft.begin(caller, { connector: 'dropbox', method: 'oauth2', fields, ...start });
  const page = await draft.connect(house.walker());
  if (page.status !== 200) throw new Error(`The consent failed: ${page.html}`);
  return draft.finish();
}

/** Copies of one token until the tenant has so many more: no front door makes thousands in the time of a test. */
export async function multiplyToken({ app }: House, tokenId: string, count: number): Promise<void> {
  await app.nest.get(Database).write(async (manager) => {
    const columns = manager.connection.getMetadata(AccessToken).columns.map(({ databaseName }) => databaseName);
    const made: Readonly<Record<string, string>> = {
      id: `'tok_copy_' || printf('%09d', n)`,
      name: `'Copy ' || n`,
      nameFolded: `'copy ' || n`,
    };
    const values = columns.map((name) => made[name] ?? `model."${name}"`).join(', ');
    await manager.query(
      `WITH RECURSIVE copy(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copy WHERE n < ${count})
       INSERT INTO access_token (${columns.map((name) => `"${name}"`).join(', ')})
       SELECT ${values} FROM copy, (SELECT * FROM access_token WHERE id = '${tokenId}') model`,
    );
  });
}
