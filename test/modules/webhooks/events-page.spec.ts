import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import { EVENT_TYPES } from '../../../src/modules/events/event-types.js';
import { MOST_TRIES, waitAfter } from '../../../src/modules/webhooks/deliveries/retry-schedule.js';
import { createTenant } from '../../support/api-client.js';
import { startApp, type TestApp } from '../../support/app.js';
import { engines, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../support/eventually.js';
import { freePort } from '../../support/server-process.js';

const PAGE = readFileSync('docs/events.md', 'utf8');
const RECEIVER = 'docs/examples/receive-events.mjs';

describe('The page on events', () => {
  let receiver: ChildProcess | undefined;
  let app: TestApp | undefined;
  let database: TestDatabase | undefined;
  afterEach(async () => {
    receiver?.kill();
    await app?.close();
    await database?.drop();
  });

  it('lists every type of event and none besides', () => {
    const rows = [...PAGE.matchAll(/^\| `([a-z0-9.-]+)` \| (.+) \|$/gm)].map(([, type, meaning]) => [type, meaning]);
    expect(Object.fromEntries(rows)).toEqual(EVENT_TYPES);
  });

  it('tells the waits between attempts as they are', () => {
    const waits = Array.from({ length: MOST_TRIES - 1 }, (_, index) => waitAfter(index + 1, 0, () => 0) ?? 0);
    const hours = waits.slice(3).map((wait) => wait / 3_600_000);
    const minutes = waits.slice(1, 3).map((wait) => wait / 60_000);
    const words = `after ${(waits[0] ?? 0) / 1_000} seconds, ${minutes.join(' and ')} minutes, ${hours.slice(0, -1).join(', ')} and ${hours.at(-1)} hours`;
    expect(PAGE).toContain(words);
  });

  it('shows a receiver that verifies what Latchkey sends', async () => {
    expect(PAGE).toContain(`\`\`\`js\n${readFileSync(RECEIVER, 'utf8')}\`\`\``);
    const port = await freePort();
    database = await engines[0]?.[1]();
    if (!database) throw new Error('The list of engines is empty');
    const environment = { LATCHKEY_SANDBOX_HOSTS: `receiver.example=http://127.0.0.1:${port}` };
    app = await startApp({ database, environment });
    const { admin } = await createTenant(app);
    const { body } = await admin.post('/v1/webhooks', { url: 'https://receiver.example/' });
    const words: string[] = [];
    const env = { PATH: process.env.PATH, PORT: String(port), WEBHOOK_SECRET: body.secret };
    receiver = spawn(process.execPath, [RECEIVER], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    receiver.stdout?.on('data', (chunk: Buffer) => words.push(chunk.toString('utf8')));
    const path = `/v1/webhooks/${body.webhook.id}/test`;
    await eventually(async () => (await admin.post(path, {})).body.state === 'delivered');
    await eventually(() => words.join('').includes('webhook.test receiver.example'));
    await admin.post(`/v1/webhooks/${body.webhook.id}/secret`, { overlapHours: 0 });
    expect((await admin.post(path, {})).body).toMatchObject({ state: 'failed', attempts: [{ status: 400 }] });
  });
});
