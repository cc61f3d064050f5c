import { CATALOG } from '../../../src/connectors/catalog/catalog.js';
import type { Connection } from '../../../src/connectors/contract/connection.js';
import type { FieldValues } from '../../../src/connectors/contract/fields.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { hostsOf, methodsOf, type NamedMethod, sampleValues } from '../../support/sample-connections.js';
import { type BegunConsent, StandardDesk } from '../../support/standard-desk.js';
import { startVendorServer, type VendorServer } from '../../support/vendor-server.js';

const REDIRECT = 'https://tokens.example.com/oauth/callback';

const methods = methodsOf(CATALOG.map((type) => new type())).filter(
  ({ connector }) => connector.category !== 'generic',
);
const named = (isWanted: (one: NamedMethod) => boolean) =>
  methods.filter(isWanted).map((one) => [one.name, one] as const);

const byConsent = named(({ method: { scheme } }) => scheme.kind === 'authorization-code');
const byClient = named(
  ({ method: { scheme, fields } }) =>
    scheme.kind === 'client-credentials' && scheme.client(valuesOf(fields)).sentIn !== 'assertion',
);
const byKey = named(({ method: { scheme } }) => scheme.kind === 'static-secret');

function valuesOf(fields: NamedMethod['method']['fields']): FieldValues {
  return sampleValues(fields)[0] ?? {};
}

/** A strict standard server stands for every vendor: what it refuses, a standard vendor would refuse. */
describe('Against a standard server', () => {
  let server: VendorServer;
  let wing: ConnectorsWing;

  beforeAll(async () => {
    server = await startVendorServer();
    const hosts = methods.flatMap((one) => hostsOf(one, valuesOf(one.method.fields)));
    wing = await openConnectorsWing({ sandboxHosts: [...new Set(hosts)].map((host) => server.mapping(host)) });
  });

  afterAll(async () => {
    await wing.close();
    await server.close();
  });

  function connectionOf({ connector, method }: NamedMethod): Connection {
    return { connector: connector.key, method: method.key, values: valuesOf(method.fields) };
  }

  function openDesk(one: NamedMethod, consent?: BegunConsent): StandardDesk {
    const desk = new StandardDesk(one, valuesOf(one.method.fields), consent);
    server.reply(desk.reply);
    return desk;
  }

  it.each(byConsent)('%s is consented to, issued, renewed where it can be, and proved', async (_name, one) => {
    const connection = connectionOf(one);
    const { url: authorizeUrl, state, codeVerifier } = await wing.service.begin(connection, { redirectUri: REDIRECT });
    const desk = openDesk(one, { authorizeUrl, state, redirectUri: REDIRECT });

    const grant = { code: desk.code, redirectUri: REDIRECT, ...(codeVerifier && { codeVerifier }) };
    let issued = await wing.service.issue(connection, grant);
    if (one.method.renewal?.issuesRefreshToken !== false) issued = await wing.service.renew({ ...connection, issued });
    expect(issued.accessToken.reveal('compare')).toBe(desk.lastToken);
    await wing.service.test({ ...connection, issued });
    expect(desk.refusals).toEqual([]);
  });

  it.each([
    ['dropbox', 'token_access_type', 'offline'],
    ['google-drive', 'access_type', 'offline'],
    ['google-drive', 'prompt', 'consent'],
    ['salesforce', 'scope', 'refresh_token'],
    ['sharepoint', 'scope', 'offline_access'],
  ])('%s is asked for a token that can be renewed: %s=%s', async (key, parameter, value) => {
    const one = methods.find(
      ({ connector, method }) => connector.key === key && method.scheme.kind === 'authorization-code',
    );
    if (one === undefined) throw new Error(`Nobody consents to ${key}.`);
    const { url } = await wing.service.begin(connectionOf(one), { redirectUri: REDIRECT });
    expect(new URL(url).searchParams.get(parameter)?.split(' ')).toContain(value);
  });

  it.each(byClient)('%s is issued without a person, and proved', async (_name, one) => {
    const connection = connectionOf(one);
    const desk = openDesk(one);
    const issued = await wing.service.issue(connection);
    expect(issued.accessToken.reveal('compare')).toBe(desk.lastToken);
    await wing.service.test({ ...connection, issued });
    expect(desk.refusals).toEqual([]);
  });

  it.each(byKey)('%s is proved by what was typed', async (_name, one) => {
    const desk = openDesk(one);
    await wing.service.test(connectionOf(one));
    expect(desk.refusals).toEqual([]);
  });
});
