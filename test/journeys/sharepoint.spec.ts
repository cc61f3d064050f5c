import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { microsoftAccounts } from '../../sandbox/microsoft/accounts.js';
import type { Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { SHAREPOINT_FIELDS } from '../support/story/connected-tokens.js';
import { Draft, expectStatus } from '../support/story/drafts.js';
import { Latchkey, REDIRECT_URI } from '../support/story/latchkey.js';
import { ProcessDesk } from '../workflows/support/process-desk.js';

const NAME = 'Clinic SharePoint';
const { users } = microsoftAccounts;

/** Waiting visits go into a report, which is copied for the personnel as a stream, and are then marked. */
const TASKS = `
  - place:
      call: sharepoint.findSite
      with: { token: ${NAME}, url: 'https://contoso.sharepoint.com/sites/clinic' }
      export: { as: '\${ { site: .id } }' }
  - personnel:
      call: sharepoint.findSite
      with: { token: ${NAME}, url: 'https://contoso.sharepoint.com/sites/hr' }
      export: { as: '\${ $context + { hr: .id } }' }
  - waiting:
      call: sharepoint.listItems
      with:
        token: ${NAME}
        site: \${ $context.site }
        list: Visits
        filter: fields/Status eq 'Waiting'
        pageSize: 2
        maxPages: 10
      export: { as: '\${ $context + { visits: .items } }' }
  - report:
      call: sharepoint.uploadFile
      with:
        token: ${NAME}
        site: \${ $context.site }
        path: /Reports/waiting.txt
        content: '\${ [$context.visits[].fields.Title] | join(", ") }'
  - file:
      call: sharepoint.downloadFile
      with: { token: ${NAME}, site: '\${ $context.site }', path: /Reports/waiting.txt }
  - share:
      call: sharepoint.uploadFile
      with: { token: ${NAME}, site: '\${ $context.hr }', path: /waiting.txt, content: '\${ . }' }
  - mark:
      for: { each: visit, in: '\${ $context.visits }' }
      do:
        - one:
            call: sharepoint.updateItem
            with:
              token: ${NAME}
              site: \${ $context.site }
              list: Visits
              item: \${ $visit.id }
              fields: { Status: Done }
  - copy:
      call: sharepoint.readTextFile
      with: { token: ${NAME}, site: '\${ $context.hr }', path: /waiting.txt }`;

describe.each(engines)('The SharePoint story on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let desk: ProcessDesk;
  let token: Json;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    desk = await ProcessDesk.open(latchkey.app);
  });
  afterAll(() => latchkey.close());

  it('shows two ways in, with what to do in the admin center', async () => {
    const { body } = await desk.caller.get('/v1/connectors/sharepoint');
    expect(body.methods.map(({ key, issuance }: Json) => [key, issuance])).toEqual([
      ['delegated', 'consent'],
      ['app-only', 'exchange'],
    ]);
    expect(body.methods[0].setup.join(' ')).toContain('Redirect URI');
    expect(body.methods[0].renewal.keepAlive).toBe(true);
  });

  it('is connected by the consent of a person, who is known by name then', async () => {
    const fields = { ...SHAREPOINT_FIELDS, clientSecret: 'the-id-of-the-secret' };
    const start = { connector: 'sharepoint', method: 'delegated', name: NAME, fields };
    const draft = await Draft.begin(desk.caller, start);
    expect(await draft.view()).toMatchObject({ redirectUri: REDIRECT_URI });
    const browser = latchkey.browser();
    expect((await draft.connect(browser, 'deny')).html).toContain('data-outcome="consent-denied"');
    expect((await draft.connect(browser)).html).not.toContain('data-outcome="issued"');
    expect(await draft.view()).toMatchObject({ state: { name: 'failed', reason: { remedy: 'configure' } } });
    await draft.fill({ clientSecret: SHAREPOINT_FIELDS.clientSecret });
    expect((await draft.connect(browser)).html).toContain('data-outcome="issued"');
    expect(await draft.test()).toMatchObject({ status: 200, body: { account: users[0].userPrincipalName } });
    token = await draft.finish();
    expect(token).toMatchObject({ name: NAME, generation: 1, state: { name: 'connected' } });
  });

  it('serves a process that reads lists, writes files and hands one on as a stream', async () => {
    const id = await desk.start(await desk.publish('Waiting list', TASKS));
    const run = await desk.until(id, 'completed', 'faulted', 'parked');
    expect(run).toMatchObject({
      status: 'completed',
      output: { content: 'Visit 1, Visit 6, Visit 11, Visit 16, Visit 21' },
    });
    const again = await desk.until(await desk.start(await desk.publish('Nobody waits', TASKS)), 'completed');
    expect(again.output).toEqual({ content: '' });
  });

  it('heals a step whose token was ended before its time', async () => {
    const { status, body } = await resolved();
    expect(status).toBe(200);
    await latchkey.vendors.mood('microsoft', {
      kind: 'refuses',
      endpoint: 'lists',
      error: 'InvalidAuthenticationToken',
      status: 401,
      times: 1,
    });
    const tasks = `
  - lists: { call: sharepoint.listLists, with: { token: ${NAME}, site: root } }`;
    const run = await desk.until(
      await desk.start(await desk.publish('Healing', tasks)),
      'completed',
      'faulted',
      'parked',
    );
    expect(run.status).toBe('completed');
    expect((await resolved()).body.token.generation).toBe(body.token.generation + 1);
  });

  it('parks a process whose person was signed out everywhere, and goes on after a new consent', async () => {
    await latchkey.vendors.revoke('microsoft', { all: true });
    const tasks = `
  - lists: { call: sharepoint.listLists, with: { token: ${NAME}, site: root } }`;
    const id = await desk.start(await desk.publish('Parking', tasks));
    expect((await desk.until(id, 'parked', 'completed', 'faulted')).status).toBe('parked');
    const edit = await Draft.begin(desk.caller, { tokenId: token.id });
    expect((await edit.connect(latchkey.browser())).html).toContain('data-outcome="issued"');
    await edit.finish();
    expect((await desk.until(id, 'completed', 'faulted')).status).toBe('completed');
  });

  const resolved = async () => {
    const declared = { declaredTokens: [NAME] };
    expectStatus(await desk.caller.patch(`/v1/apps/${desk.appId}`, declared, { 'if-match': '*' }), 200);
    return desk.caller.post('/v1/resolutions', { name: NAME, appId: desk.appId });
  };
});
