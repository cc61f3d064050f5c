import type { RequestListener, ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ApiClient, createTenant, type Json } from '../../support/api-client.js';
import { engines } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { connectDropbox } from '../../support/story/connected-tokens.js';
import { Latchkey } from '../../support/story/latchkey.js';
import { StreamingHouse } from '../../support/story/streaming-house.js';
import { ProcessDesk } from '../../workflows/support/process-desk.js';

/** Dropbox's access tokens last four hours; after five, its clock and not ours calls them expired. */
const FIVE_HOURS = 5 * 3_600;

describe.each(engines)(
  'A token that the vendor calls expired is healed at every door on %s',
  (_engine, createDatabase) => {
    let latchkey: Latchkey;
    let desk: ProcessDesk;
    let caller: ApiClient;
    let token: Json;
    beforeAll(async () => {
      latchkey = await Latchkey.start(createDatabase);
    });
    beforeEach(async () => {
      await latchkey.vendors.setAhead(0);
      desk = await ProcessDesk.of(await createTenant(latchkey.app), 'Clinic');
      ({ caller } = desk);
      token = await connectDropbox(latchkey, caller, { name: 'Files' });
      await latchkey.vendors.setAhead(FIVE_HOURS);
      await latchkey.vendors.clearJournal('dropbox');
    });
    afterAll(() => latchkey.close());
    const endpoints = async () =>
      (await latchkey.vendors.journal('dropbox')).map(({ endpoint, status }) => `${endpoint} ${status}`);

    it('at Test Connection, which is made once more', async () => {
      const answer = await caller.post(`/v1/access-tokens/${token.id}/test`, {});
      expect(answer).toMatchObject({ status: 200, body: { generation: 2 } });
      expect(await endpoints()).toEqual([
        'users/get_current_account 401',
        'token 200',
        'users/get_current_account 200',
      ]);
    });

    it('at Test Connection, which says who must act when nothing newer can be had', async () => {
      await latchkey.vendors.revoke('dropbox', { client: token.fields.appKey });
      const answer = await caller.post(`/v1/access-tokens/${token.id}/test`, {});
      expect(answer).toMatchObject({ status: 502, body: { remedy: 'reconnect' } });
      expect(await endpoints()).toEqual(['users/get_current_account 401', 'token 400']);
    });

    it.each([
      ['an action', `  - list: { call: dropbox.listFolder, with: { token: Files, path: '' } }`, 'files/list_folder'],
      [
        'an HTTP call',
        `  - who: { call: http, with: { method: post, endpoint: { uri: 'https://api.dropboxapi.com/2/users/get_current_account', authentication: { use: Files } } } }`,
        'users/get_current_account',
      ],
    ])('at %s of a process', async (_what, task, endpoint) => {
      const id = await desk.start(await desk.publish('Heal', task));
      await desk.until(id, 'completed');
      expect(await endpoints()).toEqual([`${endpoint} 401`, 'token 200', `${endpoint} 200`]);
      expect(await desk.steps(id)).toMatchObject([{ outcome: 'done', token: { generation: 2 } }]);
    });
  },
);

describe('A vendor that calls tokens expired', () => {
  let house: StreamingHouse;
  beforeEach(async () => {
    house = await StreamingHouse.open();
  });
  const refuse = (response: ServerResponse) => response.writeHead(401).end('Unauthorized');
  /** Refuses the first token, whatever it is asked. */
  const refuseFirst: RequestListener = (request, response) =>
    request.headers.authorization === 'Bearer access-token-1' ? refuse(response) : response.end('fine');

  it('whatever it is given causes one renewal and no more', async () => {
    house.vendor.handle((_request, response) => refuse(response));
    for (let call = 0; call < 5; call += 1) expect((await house.call()).head.statusCode).toBe(401);
    expect(house.vendor.issued).toBe(2);
    await house.close();
  });

  it('that was replaced meanwhile gets the new one without another renewal', async () => {
    let late: ServerResponse | undefined;
    house.vendor.handle((_request, response) => {
      late = response;
    });
    const slow = house.call();
    const held = await eventually(() => late);
    house.vendor.handle(refuseFirst);
    expect((await house.call()).body).toBe('fine');
    refuse(held);
    expect((await slow).body).toBe('fine');
    expect(house.vendor.issued).toBe(2);
    await house.close();
  });

  it('all at once causes one renewal, and no request is sent a third time', async () => {
    house.vendor.handle(refuseFirst);
    const answers = await Promise.all(Array.from({ length: 20 }, () => house.call({ method: 'POST' }, 'small')));
    expect(answers.map(({ body }) => body)).toEqual(Array(20).fill('fine'));
    expect(house.vendor.issued).toBe(2);
    expect(house.vendor.received.length).toBeLessThanOrEqual(40);
    await house.close();
  });
});
