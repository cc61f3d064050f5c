import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type ApiClient, createApp, type Json, operatorOf, type TestTenant } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { connectNetSuite } from '../support/story/connected-tokens.js';
import { Draft, expectStatus } from '../support/story/drafts.js';
import { Latchkey } from '../support/story/latchkey.js';

const REQUESTS_PER_DOOR = 25;
/** Fixed, so that a failure can be repeated. */
const SEED = 20_261_122;
const PROBLEM = 'application/problem+json; charset=utf-8';
const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;

interface Door {
  readonly verb: string;
  readonly path: string;
  readonly operation: Json;
}

/** A request that no door expects. */
interface BadRequest {
  readonly path: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

/** JSON of every kind, with the texts that break parsers, databases and prototypes. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom('', ' ', '\0', '\ud800', '__proto__', 'constructor', '../..', "' OR 1=1--", '%00', '{{7*7}}', '${.}'),
  fc.constantFrom('0', '-1', '1e309', '2199-W01-1', '٣', 'ﬀ', 'x'.repeat(401), 'x'.repeat(20_000), '💥'.repeat(60)),
);
const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1.5, 1e300, Number.MAX_SAFE_INTEGER + 1, [], {}, [[]], [null]),
  anyText,
  fc.array(anyText, { maxLength: 3 }),
  fc.dictionary(anyText, fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
  fc.jsonValue({ maxDepth: 3 }),
);

const segment = anyText.map((text) => encodeURIComponent(Buffer.from(text).toString()).replace(/^\.+$/, '%2e'));
const anySegment = fc.oneof(segment, fc.constantFrom('%zz', '%ff', '%c0%ae', '%2e%2e', '%2f', 'a;b', '%00', '*', '~'));
const query = fc.array(
  fc.tuple(
    fc.constantFrom('limit', 'cursor', 'scope', 'state', 'appId', 'name', 'force', '__proto__', 'x'),
    anySegment,
  ),
  { maxLength: 3 },
);
const header = fc.constantFrom('*', '"1"', 'W/"1"', '"', '"1", "2"', 'x'.repeat(300), '1', '"é"', ',', '""');

/** The document's operations with the ids of real rows now and then, so that a request gets past the first check. */
function badRequests(door: Door, schemas: Json, ids: Readonly<Record<string, string>>): fc.Arbitrary<BadRequest> {
  const names = [...door.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const segments = names.map((name) => {
    const known = idFor(name, door.path, ids);
    return known === undefined ? anySegment : fc.oneof(fc.constant(known), anySegment);
  });
  return fc
    .record({
      segments: fc.tuple(...segments),
      query,
      body: bodyFor(door, schemas),
      match: header,
      idempotency: fc.option(header, { nil: undefined }),
    })
    .map(({ segments: filled, query: asked, body, match, idempotency }) => {
      const path = names.reduce((text, name, index) => text.replace(`{${name}}`, filled[index] ?? ''), door.path);
      const search = asked.map(([name, value]) => `${name}=${value}`).join('&');
      return {
        path: search === '' ? path : `${path}?${search}`,
        method: door.verb.toUpperCase(),
        headers: { 'if-match': match, ...(idempotency !== undefined && { 'idempotency-key': idempotency }) },
        ...(door.verb !== 'get' && { body }),
      };
    });
}

/** What a lazy client sends to a real place: no body, or one that is no object. */
function bodiless({ verb, path, operation }: Door, ids: Readonly<Record<string, string>>): BadRequest[] {
  if (verb === 'get' || operation.requestBody === undefined) return [];
  const real = path.replace(/\{(\w+)\}/g, (_whole, name: string) => idFor(name, path, ids) ?? 'x');
  const request = { path: real, method: verb.toUpperCase(), headers: { 'if-match': '*' } };
  return [request, ...['null', '[]', '{}', '1'].map((body) => ({ ...request, body }))];
}

/** Most members of the schema, each right or wrong, and now and then something else altogether. */
function bodyFor({ operation }: Door, schemas: Json): fc.Arbitrary<string> {
  const reference: string = operation.requestBody?.content?.['application/json']?.schema?.$ref ?? '';
  const members = Object.keys(schemas[reference.split('/').at(-1) ?? '']?.properties ?? {});
  const known = fc.record(Object.fromEntries(members.map((name) => [name, memberFor(name)])), { requiredKeys: [] });
  return fc.oneof(
    { weight: 5, arbitrary: known.map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: anyJson.map((body) => JSON.stringify(body)) },
    { weight: 1, arbitrary: fc.constantFrom('', '{', '[1,', 'null', '{"__proto__":{}}', '"\ud800"', '{"a":1,"a":2}') },
  );
}

const RIGHT: Readonly<Record<string, readonly unknown[]>> = {
  name: ['Some Name'],
  kind: ['form-based', 'process-based', 'data-key'],
  rights: [['run'], ['manage-app', 'run']],
  connector: ['dropbox', 'netsuite', 'constructor'],
  method: ['oauth2', 'GET'],
  decision: ['retry', 'skip'],
  url: ['https://1234567.suitetalk.api.netsuite.com/x', 'https://127.0.0.1/', 'file:///etc/passwd'],
  definition: ['document:\n  dsl: 1.0.0', 'a: &a [*a, *a]', '{'.repeat(5_000), '- '.repeat(5_000)],
};

function memberFor(name: string): fc.Arbitrary<unknown> {
  const right = RIGHT[name];
  return right === undefined ? anyJson : fc.oneof(fc.constantFrom(...right), anyJson);
}

function idFor(name: string, path: string, ids: Readonly<Record<string, string>>): string | undefined {
  if (name !== 'id') return ids[name];
  return path.startsWith('/v1/drafts') ? ids.draftId : ids.tokenId;
}

function doorsOf(document: Json): Door[] {
  const paths = Object.entries<Json>(document.paths);
  return paths.flatMap(([path, operations]) =>
    VERBS.flatMap((verb) => (operations[verb] ? [{ verb, path, operation: operations[verb] }] : [])),
  );
}

const DEFINITION = `
document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do: [{ keep: { set: { a: 1 } } }]`;

/** One of each thing. */
async function furnish(tenant: TestTenant): Promise<Record<string, string>> {
  const { admin } = tenant;
  const appId = await createApp(tenant, 'Clinic');
  const token = await connectNetSuite(admin, { name: 'NetSuite' });
  const draft = await Draft.begin(admin, { connector: 'dropbox' });
  const processes = `/v1/apps/${appId}/processes`;
  const made = expectStatus(await admin.post(processes, { name: 'Close', definition: DEFINITION }), 201).body;
  expectStatus(await admin.post(`${processes}/${made.id}/publish`, {}, { 'if-match': '*' }), 201);
  const run = expectStatus(await admin.post(`${processes}/${made.id}/runs`, {}), 201).body;
  const key = expectStatus(await admin.post('/v1/keys', { name: 'x', rights: ['run'], appId }), 201).body;
  const hook = expectStatus(await admin.post('/v1/webhooks', { url: 'https://receiver.example/' }), 201).body;
  return {
    appId,
    webhookId: hook.webhook.id,
    processId: made.id,
    version: '1',
    runId: run.id,
    tokenId: token.id,
    draftId: draft.id,
    keyId: key.id,
    tenantId: tenant.id,
    name: 'NetSuite',
    key: 'dropbox',
  };
}

describe('Bad input at every door of the OpenAPI document', () => {
  let latchkey: Latchkey;
  let callers: Readonly<Record<'operator' | 'admin', ApiClient>>;
  let document: Json;
  let ids: Record<string, string>;
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (createDatabase === undefined) throw new Error('There is no SQLite among the engines.');
    latchkey = await Latchkey.start(createDatabase);
    const tenant = await latchkey.createTenant();
    callers = { operator: operatorOf(latchkey.app), admin: tenant.admin };
    document = (await tenant.admin.get('/openapi.json')).body;
    ids = await furnish(tenant);
  });
  afterAll(() => latchkey.close());

  it('never gets an answer of our fault, nor an error in another form than a problem', async () => {
    const doors = doorsOf(document);
    expect(doors.length).toBeGreaterThan(50);
    for (const door of doors) {
      const requests = fc.sample(badRequests(door, document.components.schemas, ids), {
        numRuns: REQUESTS_PER_DOOR,
        seed: SEED,
      });
      for (const request of [...bodiless(door, ids), ...requests]) await expectManners(request);
    }
    // Nobody was locked out or broken on the way.
    expect((await callers.admin.get('/v1/tenant')).status).toBe(200);
    expect((await callers.admin.get('/v1/audit-events/verification')).body).toMatchObject({ holds: true });
  }, 300_000);

  async function expectManners({ path, ...options }: BadRequest): Promise<void> {
    const caller = /^\/v1\/(?:tenants|vault)/.test(path) ? callers.operator : callers.admin;
    const { status, headers, body } = await caller.send(path, options);
    const seen = { path, ...options, status, body };
    if (status < 400) return;
    expect({ ...seen, isOurs: status >= 500 && body.remedy === 'ours' }).toEqual({ ...seen, isOurs: false });
    expect({ ...seen, type: headers.get('content-type') }).toEqual({ ...seen, type: PROBLEM });
    expect(body).toMatchObject({ status, code: expect.any(String), remedy: expect.any(String) });
  }
});
