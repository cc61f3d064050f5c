import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { TokenState } from '../../../src/modules/tokens/token-state.js';
import type { ApiClient, Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { connectDropbox, DROPBOX_FIELDS } from '../../support/story/connected-tokens.js';
import { Draft } from '../../support/story/drafts.js';
import { ANY, beginJourney } from '../../support/story/journey.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { alterRow } from '../../support/story/rows.js';

const REASON = { code: 'token-refused', message: 'The vendor refused it.', remedy: 'reconnect' } as const;

describe.each(engines)('Reconnecting on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());

  describe.each(['global', 'app'])('a token of the scope %s', (scope) => {
    let admin: ApiClient;
    let runner: ApiClient;
    let token: Json;
    beforeEach(async () => {
      const journey = await beginJourney(latchkey, scope, 'Files');
      ({ designer: admin, runner } = journey);
      token = await connectDropbox(latchkey, admin, { ...journey.place, name: 'Files', description: 'Of the ward' });
    });

    const path = () => `/v1/access-tokens/${token.id}`;
    const resolve = () => runner.post('/v1/resolutions', { name: 'Files' });

    async function reconnect(): Promise<Json> {
      const draft = await Draft.begin(admin, { tokenId: token.id, fields: DROPBOX_FIELDS });
      await draft.connect(latchkey.browser());
      return draft.finish();
    }

    it.each<TokenState>(['connected', 'needs-reconnect', 'needs-configuration', 'in-doubt', 'unreachable'])(
      'keeps id, name, scope and uses when it was %s',
      async (state) => {
        const stateSince = new Date();
        const broken = state === 'connected' ? {} : { state, stateSince, stateReason: REASON, failures: 3 };
        await alterRow(latchkey.app, token.id, { ...broken, expiresAt: new Date(0) });
        const uses = (await admin.get(`${path()}/uses`)).body;
        const { id, name, description, scope: scopeKey, createdAt } = token;
        expect(await reconnect()).toMatchObject({
          ...{ id, name, description, scope: scopeKey, createdAt, generation: 2, failures: 0 },
          state: { name: 'connected' },
          health: { isHealthy: true, provedBy: 'issuance' },
        });
        expect((await admin.get(path())).body.state.reason).toBeUndefined();
        expect((await admin.get(`${path()}/uses`)).body).toEqual(uses);
        expect(uses.items).toHaveLength(1);
        expect(await resolve()).toMatchObject({ status: 200, body: { token: { id, generation: 2 } } });
      },
    );

    it('keeps a token disabled that was, until somebody enables it', async () => {
      await admin.post(`${path()}/disable`, {}, ANY);
      expect(await reconnect()).toMatchObject({ id: token.id, generation: 2, state: { name: 'disabled' } });
      expect((await resolve()).status).toBe(409);
      await admin.post(`${path()}/enable`, {}, ANY);
      expect((await resolve()).body).toMatchObject({ token: { generation: 2 } });
    });
  });
});
