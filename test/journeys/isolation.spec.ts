import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Answer,
  type ApiClient,
  createApp,
  createCaller,
  type Json,
  type TestTenant,
} from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { connectNetSuite } from '../support/story/connected-tokens.js';
import { Draft, expectStatus } from '../support/story/drafts.js';
import { ANY } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';

type Place = Readonly<Record<string, string>>;

/** Ids of the right form that stand for nothing. */
const MISSING: Place = Object.fromEntries(
  Object.entries({
    app: 'app',
    process: 'prc',
    run: 'run',
    token: 'tok',
    draft: 'drf',
    key: 'key',
    rotation: 'rot',
  }).map(([kind, prefix]) => [kind, `${prefix}_01h2xcejqtf2nbrexx3vqjhp41`]),
);

const DEFINITION = `
document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }
do: [{ keep: { set: { a: 1 } } }]`;

/** A body that is right, where the operation takes one. */
const BODIES: Readonly<Record<string, unknown>> = {
  CheckDefinitionRequest: { definition: DEFINITION },
  CreateProcessRequest: { name: 'Another', definition: DEFINITION },
  DecideRequest: { decision: 'retry' },
  TurnScheduleRequest: { enabled: true },
  RunActionDto: { token: 'Redox' },
  PutLookupRequest: { action: 'dropbox.listFolder', token: 'Files', fixed: { path: '' } },
};

interface Door {
  readonly verb: string;
  readonly path: string;
  readonly body: unknown;
}

/** Every operation with an id in its path; those of the platform are the operator's. */
function doorsWithIds(document: Json): Door[] {
  return Object.entries<Json>(document.paths).flatMap(([path, operations]) =>
    Object.entries<Json>(operations)
      .filter(() => /\{\w*[iI]d\}/.test(path) && !path.startsWith('/v1/tenants'))
      .map(([verb, { requestBody }]) => {
        const reference: string = requestBody?.content?.['application/json']?.schema?.$ref ?? '';
        return { verb: verb.toUpperCase(), path, body: BODIES[reference.split('/').at(-1) ?? ''] ?? {} };
      }),
  );
}

function kindOf(name: string, path: string): string {
  if (name !== 'id') return name.replace(/Id$/, '');
  return path.startsWith('/v1/drafts') ? 'draft' : 'token';
}

function ask(caller: ApiClient, { verb, path, body }: Door, place: Place): Promise<Answer> {
  const real = path.replace(/\{(\w+)\}/g, (_whole, name: string) => place[kindOf(name, path)] ?? '1');
  const withBody = verb === 'GET' || verb === 'DELETE' ? {} : { body: JSON.stringify(body) };
  return caller.send(real, { method: verb, headers: ANY, ...withBody });
}

/** What an answer tells, without the id of the request and what the asker said. */
function told({ status, body }: Answer, place: Place): string {
  const { instance: _instance, ...rest } = body;
  return Object.values(place).reduce((text, said) => text.replaceAll(said, '*'), JSON.stringify({ status, ...rest }));
}

describe('What belongs to one app of one tenant', () => {
  let latchkey: Latchkey;
  let owner: TestTenant;
  let theirs: Place;
  let doors: Door[];
  let strangers: Readonly<Record<string, ApiClient>>;
  beforeAll(async () => {
    const [, createDatabase] = engines[0] ?? [];
    if (createDatabase === undefined) throw new Error('There is no SQLite among the engines.');
    latchkey = await Latchkey.start(createDatabase);
    owner = await latchkey.createTenant();
    theirs = await furnish(owner);
    doors = doorsWithIds((await owner.admin.get('/openapi.json')).body);
    const neighbour = await createApp(owner, 'Neighbour');
    const foreign = await latchkey.createTenant();
    strangers = {
      neighbour: await createCaller(owner.admin, { rights: ['manage-app', 'run'], appId: neighbour }),
      foreignAdmin: foreign.admin,
      foreignRunner: await createCaller(foreign.admin, { rights: ['run'] }),
    };
  });
  afterAll(() => latchkey.close());

  it.each(['neighbour', 'foreignAdmin', 'foreignRunner'])(
    'is at no door to be told from nothing by %s',
    async (name) => {
      const stranger = strangers[name];
      if (stranger === undefined) throw new Error(name);
      expect(doors.length).toBeGreaterThan(30);
      for (const door of doors) {
        const [existing, missing] = [await ask(stranger, door, theirs), await ask(stranger, door, MISSING)];
        const at = `${door.verb} ${door.path}`;
        expect([at, told(existing, theirs)]).toEqual([at, told(missing, MISSING)]);
        expect([at, existing.status]).toEqual([at, existing.status === 403 ? 403 : 404]);
      }
    },
  );

  it('is untouched after all that', async () => {
    const { admin } = owner;
    const { app, process, run, token, draft } = theirs;
    const paths = [`apps/${app}`, `apps/${app}/processes/${process}`, `runs/${run}`, `access-tokens/${token}`];
    for (const path of paths) expect([path, (await admin.get(`/v1/${path}`)).status]).toEqual([path, 200]);
    expect((await admin.get(`/v1/drafts/${draft}`)).body).toMatchObject({ name: 'Half done' });
    expect((await admin.get(`/v1/access-tokens/${token}`)).body).toMatchObject({ name: 'NetSuite', generation: 1 });
  });
});

/** One of each thing in one app. */
async function furnish(tenant: TestTenant): Promise<Place> {
  const { admin } = tenant;
  const appId = await createApp(tenant, 'Clinic');
  const token = await connectNetSuite(admin, { name: 'NetSuite', appId });
  const draft = await Draft.begin(admin, { connector: 'dropbox', name: 'Half done', appId });
  const processes = `/v1/apps/${appId}/processes`;
  const made = expectStatus(await admin.post(processes, { name: 'Close', definition: DEFINITION }), 201).body;
  expectStatus(await admin.post(`${processes}/${made.id}/publish`, {}, ANY), 201);
  const run = expectStatus(await admin.post(`${processes}/${made.id}/runs`, {}), 201).body;
  const key = await createCaller(admin, { rights: ['run'], appId });
  const rotation = expectStatus(await admin.post('/v1/vault/rotations', { kind: 'data-key' }), 202).body;
  return {
    ...{ app: appId, process: made.id, run: run.id, token: token.id },
    ...{ draft: draft.id, key: key.id, rotation: rotation.id },
  };
}
