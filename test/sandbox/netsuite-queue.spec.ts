import { randomUUID } from 'node:crypto';
import { netsuiteAccounts } from '../../sandbox/netsuite/accounts.js';
import { SAVED_SEARCHES_SCRIPT } from '../../sandbox/netsuite/restlets/saved-searches.js';
import { basic, bearer, bodyOf, CALLBACK, newVerifier, Playhouse, record } from './playhouse.js';

const { client } = netsuiteAccounts;
const HOST = '1234567.suitetalk.api.netsuite.com';
const RECORDS = `${HOST}/services/rest/record/v1`;

describe('NetSuite: catalogue, queue and saved searches', () => {
  let house: Playhouse;
  let token: unknown;

  const get = (address: string, headers: Record<string, string> = {}) =>
    house.call('GET', address, { headers: { ...bearer(token), ...headers } });
  const create = (key: string, companyName = 'Queued Clinic') =>
    house.json(
      `${RECORDS}/customer`,
      { companyName },
      {
        ...bearer(token),
        prefer: 'respond-async',
        'x-netsuite-idempotency-key': key,
      },
    );

  beforeAll(async () => {
    house = await Playhouse.open('netsuite');
    const { verifier, challenge } = newVerifier();
    const callback = await house.consent('1234567.app.netsuite.com/app/login/oauth2/authorize.nl', {
      response_type: 'code',
      client_id: client.id,
      redirect_uri: CALLBACK,
      scope: 'rest_webservices restlets',
      state: 'twenty-two-characters-.',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    });
    const code = callback.searchParams.get('code') ?? '';
    const fields = { grant_type: 'authorization_code', code, redirect_uri: CALLBACK, code_verifier: verifier };
    const tokens = await house.form(
      `${HOST}/services/rest/auth/oauth2/v1/token`,
      fields,
      basic(client.id, client.secret),
    );
    token = (await bodyOf(tokens)).access_token;
  });
  afterAll(() => house.close());

  it('lists record types, and tells the fields of one as JSON Schema only when asked for that', async () => {
    const { items } = await bodyOf(await get(`${RECORDS}/metadata-catalog`));
    expect(items).toEqual(expect.arrayContaining([expect.objectContaining({ name: 'customer' })]));
    expect((await get(`${RECORDS}/metadata-catalog/customer`)).status).toBe(406);
    const schema = await bodyOf(
      await get(`${RECORDS}/metadata-catalog/customer`, { accept: 'application/schema+json' }),
    );
    expect(record(schema.properties).companyName).toMatchObject({ title: 'Company Name', nullable: false });
    expect((await get(`${RECORDS}/metadata-catalog/nothing`)).status).toBe(404);
  });

  it('answers a request later when asked to, first pending and then with its outcome', async () => {
    const accepted = await create(randomUUID());
    expect([accepted.status, accepted.headers.get('preference-applied')]).toEqual([202, 'respond-async']);
    const job = `${HOST}${accepted.headers.get('location')}`;
    expect(await bodyOf(await get(job))).toMatchObject({ completed: false, progress: 'pending' });
    expect(await bodyOf(await get(job))).toMatchObject({ completed: true, progress: 'succeeded' });
    expect((await bodyOf(await get(`${job}/task/`))).items).toHaveLength(1);
    const result = await get(`${job}/task/1/result`);
    expect([result.status, result.headers.get('location')]).toEqual([204, expect.stringMatching(/customer\/\d+$/)]);
  });

  it('refuses a repeated idempotency key and names the first job, having done the work once', async () => {
    const key = randomUUID();
    const first = await create(key, 'Once Only');
    const second = await create(key, 'Once Only');
    expect([second.status, second.headers.get('location')]).toEqual([400, first.headers.get('location')]);
    const q = encodeURIComponent('companyName IS "Once Only"');
    expect(await bodyOf(await get(`${RECORDS}/customer?q=${q}`))).toMatchObject({ totalResults: 1 });
  });

  it('runs a saved search page by page in the RESTlet made for it', async () => {
    const restlet = `1234567.restlets.api.netsuite.com/app/site/hosting/restlet.nl?script=${SAVED_SEARCHES_SCRIPT}&deploy=1`;
    const { searches } = await bodyOf(await get(restlet));
    expect(searches).toEqual(
      expect.arrayContaining([{ id: 'customsearch_clinics', title: 'Clinics', type: 'customer' }]),
    );
    for (let more = 0; more < 3; more += 1) await create(randomUUID());
    const first = await bodyOf(await get(`${restlet}&search=customsearch_all_customers`));
    const second = await bodyOf(await get(`${restlet}&search=customsearch_all_customers&page=1`));
    const found = [first.records, second.records].flat().map(record);
    expect([first.pages, found[0]?.type]).toEqual([2, 'customer']);
    expect(new Set(found.map(({ id }) => id)).size).toBe(first.total);
    const unknown = await get(`${restlet}&search=customsearch_none`, { accept: 'application/json' });
    expect(await bodyOf(unknown)).toEqual({ error: expect.objectContaining({ code: 'INVALID_SEARCH' }) });
  });
});
