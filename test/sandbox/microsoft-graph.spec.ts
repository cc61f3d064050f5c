import { createHash } from 'node:crypto';
import { madeFile } from '../../sandbox/files/made-body.js';
import { microsoftAccounts } from '../../sandbox/microsoft/accounts.js';
import { SharePointDigest } from '../../sandbox/microsoft/files/quick-xor.js';
import { bearer, bodyOf, Playhouse, record } from './playhouse.js';

const GRAPH = 'graph.microsoft.com/v1.0';
const UNIT = 320 * 1024;
const { app, selectedApp, tenant } = microsoftAccounts;

describe('SharePoint on Graph', () => {
  let house: Playhouse;
  let proof: Record<string, string>;
  let site: string;
  beforeAll(async () => {
    house = await Playhouse.open('microsoft');
    proof = bearer(await tokenOf(app));
    site = String((await bodyOf(await get('sites/contoso.sharepoint.com:/sites/clinic'))).id);
  });
  afterAll(() => house.close());

  const get = (path: string, headers = {}) =>
    house.call('GET', `${GRAPH}/${path}`, { headers: { ...proof, ...headers } });
  const put = (address: string, body: Buffer, headers: Record<string, string> = {}) =>
    house.call('PUT', address.replace('https://', ''), { body, headers });
  const codeOf = async (answer: Response) => [answer.status, record((await bodyOf(answer)).error).code];

  it('tells with each answer and each error which request was meant', async () => {
    const answer = await get('sites/nowhere', { 'client-request-id': 'mine' });
    expect([answer.headers.get('client-request-id'), answer.status]).toEqual(['mine', 404]);
    expect(record((await bodyOf(answer)).error)).toMatchObject({
      code: 'itemNotFound',
      innerError: { 'request-id': answer.headers.get('request-id'), 'client-request-id': 'mine' },
    });
  });

  it('takes a token of its own cloud only, and an app where it was let in', async () => {
    const nobody = await house.call('GET', `${GRAPH}/me`);
    expect(nobody.headers.get('www-authenticate')).toContain('Bearer');
    expect(await codeOf(nobody)).toEqual([401, 'InvalidAuthenticationToken']);
    const elsewhere = await house.call('GET', 'graph.microsoft.us/v1.0/sites/root', { headers: proof });
    expect(await codeOf(elsewhere)).toEqual([401, 'InvalidAuthenticationToken']);
    expect(await codeOf(await get('me'))).toEqual([400, 'BadRequest']);
    const selected = bearer(await tokenOf(selectedApp));
    expect((await get(`sites/${site}/lists`, selected)).status).toBe(200);
    expect(await codeOf(await get('sites/root', selected))).toEqual([403, 'accessDenied']);
  });

  it('ends pages with an address that must be followed as it is', async () => {
    const first = await bodyOf(await get(`sites/${site}/lists/Visits/items?$top=10&$expand=fields`));
    const next = String(first['@odata.nextLink']);
    const second = await bodyOf(await get(next.slice(`https://${GRAPH}/`.length)));
    expect([first.value, second.value].map((page) => Array.isArray(page) && page.length)).toEqual([10, 10]);
    expect(next).not.toMatch(/skip=10/);
    expect(await codeOf(await get(`sites/${site}/lists/Visits/items?$skiptoken=10`))).toEqual([400, 'invalidRequest']);
  });

  it('filters by a column without an index only for who says so', async () => {
    const path = `sites/${site}/lists/Visits/items?$filter=fields/Beds eq 3`;
    expect(await codeOf(await get(path))).toEqual([400, 'invalidRequest']);
    const prefer = { prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' };
    expect((await bodyOf(await get(path, prefer))).value).toHaveLength(6);
  });

  describe('an upload session', () => {
    const content = Buffer.concat([...madeFile(2 * UNIT + 5).chunks()]);
    const rangeOf = (from: number, to: number, total = content.length) => ({
      'content-range': `bytes ${from}-${to}/${total}`,
    });
    let uploadUrl: string;
    beforeEach(async () => {
      const path = `${GRAPH}/sites/${site}/drive/root:/Reports/made.bin:/createUploadSession`;
      const item = { '@microsoft.graph.conflictBehavior': 'replace' };
      uploadUrl = String((await bodyOf(await house.json(path, { item }, proof))).uploadUrl);
    });

    it('takes fragments in order and knows the whole file by its hash', async () => {
      const first = await put(uploadUrl, content.subarray(0, UNIT), rangeOf(0, UNIT - 1));
      expect([first.status, (await bodyOf(first)).nextExpectedRanges]).toEqual([202, [`${UNIT}-`]]);
      const again = await put(uploadUrl, content.subarray(0, UNIT), rangeOf(0, UNIT - 1));
      expect(await codeOf(again)).toEqual([416, 'invalidRange']);
      const status = await house.call('GET', uploadUrl.replace('https://', ''));
      expect((await bodyOf(status)).nextExpectedRanges).toEqual([`${UNIT}-`]);
      const last = await put(uploadUrl, content.subarray(UNIT), rangeOf(UNIT, content.length - 1));
      expect([200, 201]).toContain(last.status);
      const digest = new SharePointDigest();
      digest.update(content);
      expect(await bodyOf(last)).toMatchObject({
        size: content.length,
        file: { hashes: { quickXorHash: digest.quickXor } },
      });
      expect((await house.journal('uploadFragment')).at(-1)).toMatchObject({
        notes: { sha256: createHash('sha256').update(content).digest('hex') },
      });
      expect((await house.call('GET', uploadUrl.replace('https://', ''))).status).toBe(404);
    });

    it.each<[string, number, Buffer, Record<string, string>]>([
      ['a bearer token', 401, content, { ...rangeOf(0, content.length - 1), authorization: 'Bearer x' }],
      ['a fragment of an odd length', 400, content.subarray(0, 1000), rangeOf(0, 999)],
      ['a range that does not fit', 400, content.subarray(0, UNIT), rangeOf(0, UNIT)],
      ['a fragment without a range', 400, content.subarray(0, UNIT), {}],
      ['a fragment that does not follow', 416, content.subarray(0, UNIT), rangeOf(UNIT, 2 * UNIT - 1)],
    ])('refuses %s', async (...[_what, status, body, headers]) => {
      expect((await put(uploadUrl, body, headers)).status).toBe(status);
    });

    it('ends when it is told to', async () => {
      const address = uploadUrl.replace('https://', '');
      expect((await house.call('DELETE', address)).status).toBe(204);
      expect((await house.call('GET', address)).status).toBe(404);
    });
  });

  it('sends a download to an address that takes no token, and gives parts of a file that nobody stored', async () => {
    const answer = await get(`sites/${site}/drive/root:/one-gigabyte.bin:/content`);
    const address = (answer.headers.get('location') ?? '').replace('https://', '');
    expect([answer.status, address.startsWith('contoso.sharepoint.com/')]).toEqual([302, true]);
    expect((await house.call('GET', address, { headers: proof })).status).toBe(401);
    expect((await house.call('GET', address.replace('tempauth=', 'tempauth=x'))).status).toBe(401);
    const headers = { range: `bytes=${1024 ** 3 - 10}-` };
    const part = await house.call('GET', address, { headers });
    expect([part.status, part.headers.get('content-range')]).toEqual([
      206,
      `bytes ${1024 ** 3 - 10}-${1024 ** 3 - 1}/${1024 ** 3}`,
    ]);
    const end = Buffer.concat([...madeFile(1024 ** 3, 1024 ** 3 - 10).chunks()]);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(end);
  });

  it.each([
    ['', 'AAAAAAAAAAAAAAAAAAAAAAAAAAA='],
    ['J', 'SgAAAAAAAAAAAAAAAQAAAAAAAAA='],
  ])('hashes %j as SharePoint does', (text, hash) => {
    const digest = new SharePointDigest();
    digest.update(Buffer.from(text));
    expect(digest.quickXor).toBe(hash);
  });

  async function tokenOf({ id, secret }: { id: string; secret: string }): Promise<unknown> {
    const fields = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
    const answer = await house.form(`login.microsoftonline.com/${tenant.id}/oauth2/v2.0/token`, {
      ...fields,
      scope: 'https://graph.microsoft.com/.default',
    });
    return (await bodyOf(answer)).access_token;
  }
});
