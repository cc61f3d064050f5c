import { redoxAccounts } from '../../../sandbox/redox/accounts.js';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.js';
import type { Connection } from '../../../src/connectors/contract/connection.js';
import type { Credential } from '../../../src/connectors/contract/credential.js';
import { hostMapping } from '../../../src/kernel/setting.js';
import type { Json } from '../../support/api-client.js';
import { type ConnectorsWing, openConnectorsWing } from '../../support/connectors-wing.js';
import { failureOf } from '../../support/failure-of.js';

const { legacyKey, oauthKey, privateJwk, privateKeyPem, destination } = redoxAccounts;
const PATIENTS = { destination: 'redox-fhir-sandbox', type: 'Patient' };

describe('Redox', () => {
  let sandbox: Sandbox;
  let wing: ConnectorsWing;
  let oauth: Credential;
  let legacy: Credential;

  beforeAll(async () => {
    sandbox = await startSandbox({ vendors: ['redox'] });
    wing = await openConnectorsWing({ sandboxHosts: hostMapping(sandbox.hosts) });
    wing.clock.advance(Date.now() - wing.clock.now().getTime());
    oauth = await issued('oauth-api-key', {
      clientId: oauthKey.clientId,
      keyId: privateJwk.kid,
      privateKey: privateKeyPem,
    });
    legacy = await issued('api-key', { apiKey: legacyKey.apiKey, secret: legacyKey.secret });
  });

  afterAll(async () => {
    await wing.close();
    await sandbox.close();
  });

  it('takes a message for a destination, once, as a test unless told', async () => {
    const message = { dataModel: 'PatientAdmin', eventType: 'NewPatient', body: { Patient: {} } };
    const sent = await run(legacy, 'sendMessage', { ...message, destinations: [destination], facilityCode: 'F1' });
    expect(sent.Meta).toMatchObject({ Test: true, FacilityCode: 'F1', Logs: [{ ID: expect.any(String) }] });
    await control('PUT', 'moods', [{ kind: 'loses-answer', endpoint: 'endpoint', times: 1 }]);
    const lost = run(legacy, 'sendMessage', { ...message, destinations: [destination] });
    expect(await failureOf(lost)).toMatchObject({ code: 'outcome-unknown', remedy: 'in-doubt' });
    const unknown = run(legacy, 'sendMessage', { ...message, eventType: 'Nothing', destinations: [destination] });
    expect(await failureOf(unknown)).toMatchObject({ remedy: 'fix-request', facts: { vendorCode: 'client' } });
  });

  it('says whose a message is and when it happened, which Redox asks for where there are several keys', async () => {
    const key = { keys: oauthKey.keys, environment: 'Staging' };
    const { source } = await control('POST', 'accounts', { ...key, clientId: 'first' });
    await control('POST', 'accounts', { ...key, clientId: 'second' });
    const fields = { environment: 'staging', clientId: 'first', keyId: privateJwk.kid, privateKey: privateKeyPem };
    const staging = await issued('oauth-api-key', fields);
    const message = { dataModel: 'PatientAdmin', eventType: 'NewPatient', body: { Patient: {} } };
    const send = (more: object) => run(staging, 'sendMessage', { ...message, ...more, destinations: [destination] });
    expect(await failureOf(send({}))).toMatchObject({ remedy: 'fix-request', facts: { httpStatus: 400 } });
    expect(await failureOf(send({ source: 'somebody else' }))).toMatchObject({ facts: { httpStatus: 403 } });
    const eventDateTime = '2026-11-20T08:30:00Z';
    const sent = await send({ source: source.ID, eventDateTime });
    expect(sent.Meta).toMatchObject({ EventDateTime: eventDateTime, Source: { ID: source.ID } });
    expect(await failureOf(send({ eventDateTime: 'today' }))).toMatchObject({ code: 'inputs-invalid' });
  });

  it('answers a query about a patient, with both kinds of key', async () => {
    const body = { Patient: { Identifiers: [{ ID: '0000000001', IDType: 'MR' }] } };
    const query = { dataModel: 'PatientSearch', eventType: 'Query', body, destination };
    for (const credential of [legacy, oauth]) {
      expect(await run(credential, 'query', query)).toMatchObject({
        Patient: { Demographics: { LastName: 'Bixby' } },
      });
    }
  });

  it('finds FHIR resources page by page, with the parameters out of the address', async () => {
    await control('DELETE', 'journal');
    const search = { ...PATIENTS, parameters: { family: 'Bixby', _count: 1 } };
    const first = await run(oauth, 'searchResources', search);
    expect(first).toMatchObject({ hasMore: true, items: [{ name: [{ given: ['Timothy'] }] }] });
    const both = await run(oauth, 'searchResources', { ...search, maxPages: 5 });
    expect(both).toMatchObject({ hasMore: false, items: [{}, { name: [{ given: ['Barbara'] }] }] });
    expect(JSON.stringify(await control('GET', 'journal'))).not.toContain('Bixby');
    const { id } = first.items[0];
    expect(await run(oauth, 'readResource', { ...PATIENTS, id })).toMatchObject({ birthDate: '2008-01-06' });
  });

  it('takes new and changed FHIR resources, and events', async () => {
    const place = { destination: 'redox-fhir-sandbox', type: 'Appointment' };
    const made = await run(oauth, 'createResource', { ...place, resource: { status: 'booked' } });
    const changed = { ...place, id: made.id, resource: { status: 'cancelled' } };
    expect(await run(oauth, 'updateResource', changed)).toMatchObject({ id: made.id, status: 'cancelled' });
    expect(await run(oauth, 'readResource', { ...place, id: made.id })).toMatchObject({ status: 'cancelled' });
    const header = {
      resourceType: 'MessageHeader',
      eventUri: 'https://fhir.redoxengine.com/EventDefinition/PatientUpdate',
    };
    const bundle = { resourceType: 'Bundle', type: 'message', entry: [{ resource: header }] };
    const sent = await run(oauth, 'sendEvent', { ...PATIENTS, operation: 'patient-update', bundle });
    expect(sent).toMatchObject({ resourceType: 'OperationOutcome' });
  });

  it.each([
    ['a resource that is not there', () => oauth, { id: 'nobody' }, 404, 'not-found'],
    ['a key of another environment', () => oauth, { id: 'x', environment: 'Production' }, 403, 'forbidden'],
    ['a legacy key', () => legacy, { id: 'x' }, 403, 'forbidden'],
  ])('refuses %s in the words of FHIR', async (...[_what, credential, inputs, httpStatus, vendorCode]) => {
    const read = run(credential(), 'readResource', { ...PATIENTS, ...inputs });
    expect(await failureOf(read)).toMatchObject({ remedy: 'fix-request', facts: { httpStatus, vendorCode } });
  });

  it('takes a file for a message that names it', async () => {
    const content = { name: 'scan – 1.pdf', contentType: 'application/pdf', base64: 'JVBERi0=' };
    expect(await run(oauth, 'uploadFile', { content })).toEqual({
      URI: expect.stringMatching(/^https:\/\/blob\.redoxengine\.com\//),
    });
  });

  it('has a place in Canada, for which assertions are signed', async () => {
    const credential = await issued('oauth-api-key', {
      region: 'ca',
      clientId: oauthKey.clientId,
      keyId: privateJwk.kid,
      privateKey: privateKeyPem,
    });
    expect(credential.baseUrl).toBe('https://api.ca.redoxengine.com');
    const { items } = await run(credential, 'searchResources', { ...PATIENTS, parameters: { family: 'Green' } });
    expect(items).toHaveLength(1);
  });

  async function issued(method: string, fields: Readonly<Record<string, string>>): Promise<Credential> {
    const name = { connector: 'redox', method };
    const connection: Connection = { ...name, values: wing.service.parseFields(name, fields).values };
    return wing.service.present({ ...connection, issued: await wing.service.issue(connection) });
  }

  function run(credential: Credential, action: string, inputs: Readonly<Record<string, unknown>>): Promise<Json> {
    return wing.service.runAction(credential, `redox.${action}`, inputs);
  }

  async function control(method: string, door: string, body?: unknown): Promise<Json> {
    const request = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${sandbox.vendors.redox.url}/_sandbox/${door}`, request);
    const text = await answer.text();
    return text === '' ? {} : JSON.parse(text);
  }
});
