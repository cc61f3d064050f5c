import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../../support/api-client.js';
import { engines } from '../../../support/databases.js';
import { eventually } from '../../../support/eventually.js';
import { connectDropbox } from '../../../support/story/connected-tokens.js';
import { ANY, beginJourney } from '../../../support/story/journey.js';
import { Latchkey } from '../../../support/story/latchkey.js';

describe.each(engines)('The events of a token that fails on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let designer: ApiClient;
  let path: string;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    ({ designer } = await beginJourney(latchkey, 'global', 'Files'));
    path = `/v1/access-tokens/${(await connectDropbox(latchkey, designer, { name: 'Files' })).id}`;
  });
  afterAll(() => latchkey.close());

  /** Since the token was connected, oldest first. */
  const told = async (): Promise<Json[]> =>
    (await designer.get('/v1/events')).body.items
      .filter(({ data }: Json) => data.subject.kind === 'access-token')
      .toReversed()
      .slice(1);
  const untilTold = (count: number) =>
    eventually(async () => {
      const events = await told();
      return events.length >= count ? events : undefined;
    });
  const renewNow = () => designer.post(`${path}/renewal`, {});

  it('tell the first failure of a row, each other cause, and each other state, and nothing twice', async () => {
    await latchkey.vendors.mood('dropbox', { kind: 'server-errors', endpoint: 'token' });
    await renewNow();
    await renewNow();
    await latchkey.vendors.mood('dropbox');
    await latchkey.vendors.revoke('dropbox', { all: true });
    await latchkey.passTime(5 * 3_600);
    await renewNow();
    await eventually(async () => (await designer.get(path)).body.state.name === 'needs-reconnect');
    await designer.patch(path, { description: 'end' }, ANY);
    const events = await untilTold(4);
    const seen = events.map(({ type, data }) => [type, data.to ?? data.reason?.remedy ?? data.changed[0]]);
    expect(seen.filter(([type]) => type !== 'access-token.forecast')).toEqual([
      ['access-token.renewal-failed', 'wait'],
      ['access-token.state-changed', 'needs-reconnect'],
      ['access-token.renewal-failed', 'reconnect'],
      ['access-token.changed', 'description'],
    ]);
  });
});
