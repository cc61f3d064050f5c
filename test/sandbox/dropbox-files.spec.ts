import { dropboxAccounts } from '../../sandbox/dropbox/accounts.js';
import { contentHash } from '../../sandbox/dropbox/files/content-digest.js';
import { basic, bearer, bodyOf, CALLBACK, Playhouse, record } from './playhouse.js';

const API = 'api.dropboxapi.com/2';
const CONTENT = 'content.dropboxapi.com/2';
const { app, folderApp } = dropboxAccounts;

describe('Dropbox: files', () => {
  let house: Playhouse;
  let token: unknown;

  beforeEach(async () => {
    house = await Playhouse.open('dropbox');
    token = await connect();
  });
  afterEach(() => house.close());

  async function connect(client: { id: string; secret: string } = app, scope?: string): Promise<unknown> {
    const ask = {
      response_type: 'code',
      client_id: client.id,
      redirect_uri: CALLBACK,
      ...(scope === undefined ? {} : { scope }),
    };
    const callback = await house.consent('www.dropbox.com/oauth2/authorize', ask);
    const fields = {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
    };
    const tokens = await house.form('api.dropboxapi.com/oauth2/token', fields, basic(client.id, client.secret));
    return (await bodyOf(tokens)).access_token;
  }
  const rpc = (name: string, argument: unknown, bearing: unknown = token) =>
    house.json(`${API}/${name}`, argument, bearer(bearing));
  const upload = (argument: unknown, body = 'hello', bearing: unknown = token) =>
    house.call('POST', `${CONTENT}/files/upload`, {
      headers: { ...bearer(bearing), 'content-type': 'application/octet-stream', 'dropbox-api-arg': ascii(argument) },
      body,
    });
  const download = (path: string) =>
    house.call('POST', `${CONTENT}/files/download`, {
      headers: { ...bearer(token), 'dropbox-api-arg': ascii({ path }) },
    });
  const tagOf = async (response: Response) => record((await bodyOf(response)).error)['.tag'];

  function ascii(value: unknown): string {
    return JSON.stringify(value).replace(
      /[\u007f-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  }

  it('uploads, lists in pages, downloads and deletes; results carry no tag, listings do', async () => {
    for (const name of ['a.txt', 'b.txt', 'résumé – 日本😀.txt'])
      expect((await upload({ path: `/Out/${name}` })).status).toBe(200);
    const meta = await bodyOf(await upload({ path: '/Out/c.txt', mode: 'overwrite' }));
    expect(meta).toMatchObject({ size: 5, path_lower: '/out/c.txt', content_hash: contentHash(Buffer.from('hello')) });
    expect(meta).not.toHaveProperty('.tag');
    const first = await bodyOf(await rpc('files/list_folder', { path: '/out', limit: 3 }));
    expect(first).toMatchObject({ has_more: true, entries: [{ '.tag': 'file' }, {}, {}] });
    const rest = await bodyOf(await rpc('files/list_folder/continue', { cursor: first.cursor }));
    expect(rest).toMatchObject({ has_more: false, entries: [{ name: 'résumé – 日本😀.txt' }] });
    const bytes = await download('/Out/résumé – 日本😀.txt');
    expect(await bytes.text()).toBe('hello');
    expect(JSON.parse(bytes.headers.get('dropbox-api-result') ?? '')).toMatchObject({ name: 'résumé – 日本😀.txt' });
    expect(await bodyOf(await rpc('files/delete_v2', { path: '/out' }))).toMatchObject({
      metadata: { '.tag': 'folder' },
    });
    expect((await download('/Out/a.txt')).status).toBe(409);
  });

  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['hello', '9595c9df90075148eb06860365df33584b75bff782a510c6cd4883a419833d50'],
    ['\0'.repeat(5 * 1024 * 1024), 'f8bd3b7fc59d52351f1518fcecab6a686585ff0a707e9da79d717a1ed108ea2a'],
  ])('hashes content block by block', (content, hash) => {
    expect(contentHash(Buffer.from(content))).toBe(hash);
  });

  it('minds the write mode: conflict, rename, overwrite, update by revision', async () => {
    const { rev } = await bodyOf(await upload({ path: '/a.txt' }, 'one'));
    expect((await upload({ path: '/a.txt' }, 'one')).status).toBe(200);
    const conflict = await upload({ path: '/a.txt' }, 'two');
    expect(conflict.status).toBe(409);
    expect(await bodyOf(conflict)).toMatchObject({
      error: { '.tag': 'path', reason: { '.tag': 'conflict', conflict: { '.tag': 'file' } } },
    });
    expect(await bodyOf(await upload({ path: '/a.txt', autorename: true }, 'two'))).toMatchObject({
      name: 'a (1).txt',
    });
    expect((await upload({ path: '/a.txt', mode: { '.tag': 'update', update: 'old' } }, 'two')).status).toBe(409);
    expect((await upload({ path: '/a.txt', mode: { '.tag': 'update', update: rev } }, 'two')).status).toBe(200);
    expect(await tagOf(await upload({ path: '/b', content_hash: '0'.repeat(64) }))).toBe('content_hash_mismatch');
  });

  it('answers 400 in plain text for what is malformed', async () => {
    const headers = { ...bearer(token), 'content-type': 'application/json' };
    const malformed = [
      await rpc('files/list_folder', { path: '/' }),
      await rpc('files/get_metadata', { path: '' }),
      await rpc('files/list_folder', { path: 'no-slash' }),
      await house.call('POST', `${API}/files/list_folder`, { headers: bearer(token), body: '{}' }),
      await house.call('POST', `${API}/users/get_current_account`, { headers, body: '{}' }),
      await house.call('POST', `${API}/users/get_current_account`, { headers: bearer('not-a-dropbox-token') }),
      await house.call('POST', `${API}/users/get_current_account`),
      await house.call('POST', `${CONTENT}/files/upload`, {
        headers: { ...headers, 'dropbox-api-arg': '{"path":"/a"}' },
        body: 'x',
      }),
      await house.call('POST', `${CONTENT}/files/download`, {
        headers: { ...bearer(token), 'dropbox-api-arg': '{"path":"/é"}' },
      }),
    ];
    for (const answer of malformed) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([400, 'text/plain; charset=utf-8']);
    }
    expect((await house.call('POST', `${API}/users/get_current_account`, { headers, body: 'null' })).status).toBe(200);
  });

  it('answers 409 with tags, and a summary that ends in some dots', async () => {
    const missing = await bodyOf(await rpc('files/get_metadata', { path: '/none' }));
    expect(missing).toMatchObject({ error: { '.tag': 'path', path: { '.tag': 'not_found' } } });
    expect(missing.error_summary).toMatch(/^path\/not_found\/\.{0,3}$/);
    expect(await tagOf(await rpc('files/list_folder/continue', { cursor: 'made-up' }))).toBe('reset');
    await rpc('files/create_folder_v2', { path: '/New' });
    expect(await bodyOf(await rpc('files/create_folder_v2', { path: '/new' }))).toMatchObject({
      error: { path: { conflict: { '.tag': 'folder' } } },
    });
  });

  it('names the scope that is missing', async () => {
    const weak = await connect(app, 'account_info.read');
    const refused = await rpc('files/list_folder', { path: '' }, weak);
    expect(refused.status).toBe(401);
    expect(await bodyOf(refused)).toMatchObject({
      error: { '.tag': 'missing_scope', required_scope: 'files.metadata.read' },
    });
  });

  it('shows an app-folder app its own folder only', async () => {
    await upload({ path: '/mine.txt' });
    const other = await connect(folderApp);
    expect(await bodyOf(await rpc('files/list_folder', { path: '' }, other))).toMatchObject({ entries: [] });
    await upload({ path: '/theirs.txt' }, 'x', other);
    expect(await bodyOf(await rpc('files/list_folder', { path: '' }))).toMatchObject({
      entries: [{ name: 'mine.txt' }],
    });
  });

  it('checks token and app without identity', async () => {
    expect(await bodyOf(await rpc('check/user', { query: 'ping' }))).toEqual({ result: 'ping' });
    const check = (secret: string) => house.json(`${API}/check/app`, { query: 'ping' }, basic(app.id, secret));
    expect(await bodyOf(await check(app.secret))).toEqual({ result: 'ping' });
    expect((await check('wrong')).status).toBe(401);
    expect((await check(app.secret)).headers.get('x-dropbox-request-id')).toMatch(/^[0-9a-f]{32}$/);
  });
});
