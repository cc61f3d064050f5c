import { salesforceAccounts } from '../../sandbox/salesforce/accounts.js';
import { to18 } from '../../sandbox/salesforce/ids.js';
import { basic, bearer, bodyOf, CALLBACK, Playhouse, record } from './playhouse.js';

const { connectedApp, orgs, users } = salesforceAccounts;
const HOST = orgs[0].myDomain;
const DATA = `${HOST}/services/data/v66.0`;

describe('Salesforce: records and identity', () => {
  let house: Playhouse;
  let token: unknown;

  const connect = async (scope = 'api refresh_token id') => {
    const ask = { response_type: 'code', client_id: connectedApp.id, redirect_uri: CALLBACK, scope };
    const callback = await house.consent('login.salesforce.com/services/oauth2/authorize', ask);
    const fields = {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: CALLBACK,
    };
    const tokens = await house.form(
      'login.salesforce.com/services/oauth2/token',
      fields,
      basic(connectedApp.id, connectedApp.secret),
    );
    return (await bodyOf(tokens)).access_token;
  };
  const get = (address: string, bearing: unknown = token) => house.call('GET', address, { headers: bearer(bearing) });
  const send = (method: string, path: string, body: unknown) =>
    house.call(method, `${DATA}/${path}`, {
      headers: { ...bearer(token), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  beforeAll(async () => {
    house = await Playhouse.open('salesforce');
    token = await connect();
  });
  afterAll(() => house.close());

  it('creates, reads, updates and deletes a record, by 15 or 18 characters', async () => {
    const made = await send('POST', 'sobjects/Contact', { LastName: 'Bixby', FirstName: 'Timothy' });
    expect(made.status).toBe(201);
    const id = String((await bodyOf(made)).id);
    expect((await send('PATCH', `sobjects/Contact/${id}`, { Email: 't@b.c' })).status).toBe(204);
    const read = await bodyOf(await get(`${DATA}/sobjects/Contact/${id.slice(0, 15)}?fields=LastName,Email`));
    expect(read).toEqual({
      attributes: expect.objectContaining({ type: 'Contact' }),
      Id: id,
      LastName: 'Bixby',
      Email: 't@b.c',
    });
    expect((await house.call('DELETE', `${DATA}/sobjects/Contact/${id}`, { headers: bearer(token) })).status).toBe(204);
    expect((await get(`${DATA}/sobjects/Contact/${id}`)).status).toBe(404);
  });

  it.each([
    ['more than five queries', (index: number) => `q${index}`, 6],
    ['a reference twice', () => 'same', 2],
    ['a reference with a dot', () => 'a.b', 1],
  ])('refuses a composite with %s', async (_what, referenceId, count) => {
    const query = { method: 'GET', url: '/services/data/v66.0/query?q=SELECT+Id+FROM+Account' };
    const compositeRequest = Array.from({ length: count }, (_, index) => ({
      ...query,
      referenceId: referenceId(index),
    }));
    const refused = await send('POST', 'composite', { compositeRequest });
    expect([refused.status, await refused.json()]).toMatchObject([400, [{ errorCode: 'INVALID_INPUT' }]]);
  });

  it('upserts by external id: 201, then 200 with the same id', async () => {
    const path = 'sobjects/Contact/Patient_MRN__c/0000%2F1';
    const first = await send('PATCH', path, { LastName: 'Green' });
    expect(first.status).toBe(201);
    const second = await send('PATCH', path, { FirstName: 'Keva' });
    expect(second.status).toBe(200);
    expect(await bodyOf(second)).toEqual({ ...(await bodyOf(first)), created: false });
    expect((await send('PATCH', path, { Patient_MRN__c: '2' })).status).toBe(400);
    expect((await send('PATCH', 'sobjects/Contact/Email/x', { LastName: 'X' })).status).toBe(404);
  });

  it('answers 300 when an external id fits several records', async () => {
    for (const LastName of ['A', 'B']) await send('POST', 'sobjects/Contact', { LastName, External_Id__c: 'twice' });
    const answer = await send('PATCH', 'sobjects/Contact/External_Id__c/twice', { FirstName: 'C' });
    expect(answer.status).toBe(300);
    expect(await answer.json()).toHaveLength(2);
  });

  it.each(
    [
      ['a missing required field', 'sobjects/Contact', { FirstName: 'x' }, 400, 'REQUIRED_FIELD_MISSING'],
      ['an unknown field', 'sobjects/Contact', { LastName: 'x', Nonsense: 1 }, 400, 'INVALID_FIELD'],
      ['a system field', 'sobjects/Contact', { LastName: 'x', Id: '1' }, 400, 'INVALID_FIELD'],
      ['an unknown type', 'sobjects/Nonsense', {}, 404, 'NOT_FOUND'],
      ['no object', 'sobjects/Contact', [1], 400, 'JSON_PARSER_ERROR'],
    ].map(([what, path, body, status, errorCode]) => ({ what, path: String(path), body, status, errorCode })),
  )('refuses $what with an array', async ({ path, body, status, errorCode }) => {
    const refused = await send('POST', path, body);
    expect(refused.status).toBe(status);
    expect(await refused.json()).toEqual([expect.objectContaining({ errorCode, message: expect.any(String) })]);
  });

  it('queries in two pages', async () => {
    const q = encodeURIComponent("SELECT Id, Name FROM Account WHERE Name LIKE 'Clinic%' ORDER BY Name");
    const first = await bodyOf(await get(`${DATA}/query?q=${q}`));
    expect(first).toMatchObject({
      totalSize: 12,
      done: false,
      nextRecordsUrl: expect.stringMatching(/^\/services\/data\/v66\.0\/query\/01g/),
    });
    const second = await bodyOf(await get(`${HOST}${String(first.nextRecordsUrl)}`));
    expect(second).toMatchObject({ totalSize: 12, done: true });
    expect(second).not.toHaveProperty('nextRecordsUrl');
    const names = [first.records, second.records].flat().map((one) => record(one).Name);
    expect(new Set(names).size).toBe(12);
  });

  it.each([
    ['SELECT FROM Account', 'MALFORMED_QUERY'],
    ["SELECT Id FROM Account WHERE Name = 'open", 'MALFORMED_QUERY'],
    ['SELECT Nonsense FROM Account', 'INVALID_FIELD'],
    ['SELECT Id FROM Nonsense', 'INVALID_TYPE'],
  ])('refuses %s as %s', async (q, errorCode) => {
    const refused = await get(`${DATA}/query?q=${encodeURIComponent(q)}`);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual([expect.objectContaining({ errorCode })]);
  });

  it('refuses a made-up locator', async () => {
    expect(await (await get(`${DATA}/query/01gnone-10`)).json()).toEqual([
      expect.objectContaining({ errorCode: 'INVALID_QUERY_LOCATOR' }),
    ]);
  });

  it('tells who it is: userinfo, identity URL, versions, describe', async () => {
    expect(await bodyOf(await get('login.salesforce.com/services/oauth2/userinfo'))).toMatchObject({
      preferred_username: users[0].username,
    });
    const identity = `login.salesforce.com/id/${orgs[0].id}/${users[0].id}`;
    expect(await bodyOf(await get(identity))).toMatchObject({
      username: users[0].username,
      urls: { rest: expect.stringContaining('{version}') },
    });
    const refused = await get(identity, 'nothing');
    expect([refused.status, await refused.text()]).toEqual([403, 'Bad_OAuth_Token']);
    expect(await (await house.call('GET', `${HOST}/services/data`)).json()).toEqual([
      expect.objectContaining({ version: '66.0' }),
    ]);
    expect(await bodyOf(await get(`${DATA}/sobjects/Account/describe`))).toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ name: 'External_Id__c', externalId: true })]),
    });
  });

  it('takes a token only at its own org, in a known version, and with the scope api', async () => {
    expect((await get(`${orgs[1].myDomain}/services/data/v66.0/limits`)).status).toBe(401);
    expect((await get('login.salesforce.com/services/data/v66.0/limits')).status).toBe(401);
    expect((await get(`${HOST}/services/data/v99.0/limits`)).status).toBe(404);
    const weak = await get(`${DATA}/limits`, await connect('id refresh_token'));
    expect(await weak.json()).toEqual([
      { errorCode: 'INVALID_SESSION_ID', message: expect.stringContaining('REST API') },
    ]);
    const limited = await get(`${DATA}/limits`);
    expect(limited.headers.get('sforce-limit-info')).toMatch(/^api-usage=/);
  });

  it('spells ids in 18 characters as Salesforce does', () => {
    expect(to18('00Dx0000000BV7z')).toBe('00Dx0000000BV7zEAG');
    expect(to18('005x00000012Q9P')).toBe('005x00000012Q9PAAU');
    expect(to18('00D000000000001')).toBe('00D000000000001EAA');
  });
});
