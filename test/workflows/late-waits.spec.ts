import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { createPostgres, type TestDatabase } from '../support/databases.js';
import { eventually } from '../support/eventually.js';
import { json, startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { expectStatus, ProcessDesk } from './support/process-desk.js';
import { connectSigner, SIGNER_HOSTS, signed } from './support/signer.js';

/** Held by a test, it keeps what would tell a wait from being committed. */
const GATE = 4_711;
const ask = (path: string) =>
  `  - ask: { call: http, with: { method: get, endpoint: 'https://api.example.com/${path}' } }`;

describe('a wait that begins while what it waits for comes, on PostgreSQL', () => {
  let database: TestDatabase;
  let vendor: VendorServer;
  let app: TestApp;
  let desk: ProcessDesk;
  let gate: Client;
  let place: Client;
  const waitingFor = async (kind: string) => {
    const sql = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND wait_event ${kind} 'advisory'`;
    return ((await gate.query(sql)).rowCount ?? 0) > 0;
  };
  async function connect(): Promise<Client> {
    const client = new Client({ connectionString: database.environment.DATABASE_URL });
    await client.connect();
    return client;
  }
  beforeAll(async () => {
    [database, vendor] = await Promise.all([createPostgres(), startVendorServer()]);
    const hosts = `api.example.com=${vendor.address},${SIGNER_HOSTS}=${vendor.address}`;
    app = await startApp({ database, environment: { LATCHKEY_SANDBOX_HOSTS: hosts } });
    [gate, place] = await Promise.all([connect(), connect()]);
    await gate.query(`
      CREATE FUNCTION pass_gate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_advisory_xact_lock(${GATE}); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER event_gate AFTER INSERT ON app_event
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pass_gate();
      CREATE CONSTRAINT TRIGGER run_gate AFTER UPDATE ON run DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.status = 'cancelled') EXECUTE FUNCTION pass_gate();
      CREATE CONSTRAINT TRIGGER parked_gate AFTER INSERT ON run_record DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW WHEN (NEW.outcome LIKE '{"kind":"parked"%') EXECUTE FUNCTION pass_gate();`);
  });
  const answers = new Map<string, () => void>();
  beforeEach(async () => {
    answers.clear();
    desk = await ProcessDesk.open(app);
  });
  afterAll(async () => {
    await Promise.all([gate?.end(), place?.end()]);
    await app?.close();
    await Promise.all([vendor?.close(), database?.drop()]);
  });

  /** Begins a run that is held before the tasks, and has its first wait held too, until `place` is left. */
  async function beginHeld(tasks: string): Promise<string> {
    vendor.reply((response, request) => answers.set(request.path, () => json({})(response, request)));
    const id = await desk.start(await desk.publish('Late', `${ask('outer')}\n${tasks}`));
    const go = await eventually(() => answers.get('/api.example.com/outer'));
    await gate.query('SELECT pg_advisory_lock($1)', [GATE]);
    await place.query('BEGIN');
    const columns = '"runId", seq, "tenantId", "appId", kind, name, since';
    await place.query(
      `INSERT INTO run_wait (${columns}) SELECT $1, seq, '', '', 'time', 'held ' || seq, '' FROM generate_series(1, 9) seq`,
      [id],
    );
    go();
    return id;
  }

  /** Lets the wait be stored while what would tell it is not committed, and only then that too. */
  async function crossOver(id: string, coming: Promise<unknown>): Promise<void> {
    await eventually(() => waitingFor('='));
    await place.query('ROLLBACK');
    await eventually(async () => (await desk.run(id)).status === 'waiting' || (await waitingFor('<>')));
    await gate.query('SELECT pg_advisory_unlock($1)', [GATE]);
    await coming;
  }

  it('is told of an event', async () => {
    const id = await beginHeld('  - hear: { listen: { to: { one: { with: { type: called } } } } }');
    await eventually(async () => (await desk.steps(id)).length === 3);
    const event = { specversion: '1.0', id: 'one', source: 'urn:ward', type: 'called', data: 7 };
    const headers = { 'content-type': 'application/cloudevents+json' };
    await crossOver(id, desk.caller.post(`/v1/apps/${desk.appId}/events`, event, headers));
    expect((await desk.until(id, 'completed')).output).toEqual([7]);
  });

  it('is told of the end of a run', async () => {
    await desk.publish('Inner', ask('inner'), 'inner');
    const wanted = '{ namespace: test, name: inner, version: latest }';
    const id = await beginHeld(`  - start: { run: { workflow: ${wanted} } }`);
    await eventually(async () => (await desk.steps(id)).length === 2);
    const [inner] = expectStatus(await desk.caller.get(`/v1/runs?parentRunId=${id}`), 200).items;
    const answer = await eventually(() => answers.get('/api.example.com/inner'));
    await crossOver(id, desk.caller.post(`/v1/runs/${inner.id}/cancel`, {}));
    answer();
    expect((await desk.until(id, 'faulted')).problem.instance).toBe('/do/1/start');
  });

  it('goes on by itself when its token was mended between the step that missed it and the wait', async () => {
    vendor.reply(json({}));
    const processId = await desk.publish('Mended', `  - ${signed('use', 'Later')}`);
    const early = await desk.start(processId);
    await desk.until(early, 'parked');
    await gate.query('SELECT pg_advisory_lock($1)', [GATE]);
    const late = await desk.start(processId);
    await eventually(() => waitingFor('='));
    await connectSigner(desk.caller, 'Later');
    // It was told of the token, and so has everybody been who waited by then.
    await desk.until(early, 'running');
    await gate.query('SELECT pg_advisory_unlock($1)', [GATE]);
    for (const id of [early, late]) await desk.until(id, 'completed');
  });
});
