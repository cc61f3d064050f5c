import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import { Agent, request } from 'undici';
import { type Intent, type Outcome, type Row, Rows } from './rows.js';
import { type Bound, bindingOf, fingerprintOf, open, seal } from './seals.js';

/**
 * What is left of a renewal without a house around it: the intent is durable before the call, the answer after it, each
 * value is sealed for its generation, and the audit is a chain; on the same tables. Whoever wants less CPU than this for
 * a renewal has to give up one of them. `POST /` renews whatever is due, in two groups that take turns.
 */
const vendor = process.env.VENDOR_URL ?? '';
const TOGETHER = 48;
const EARLY_MS = 600_000;
const agent = new Agent({ connections: 128 });
const rows = new Rows(process.env.DATABASE_FILE ?? '');

interface Opened {
  readonly intent: Intent;
  readonly facts: string;
  readonly secrets: string;
  readonly issued: { readonly refreshToken: string };
}

interface Told {
  readonly access_token: string;
  readonly expires_in: number;
}

function opened(row: Row): Opened {
  const facts = factsOf(row);
  const bound: Bound = { ...row, facts };
  const issued = JSON.parse(open(bound, 'issued', row.sealedIssued));
  const fingerprint = fingerprintOf(issued.refreshToken);
  const intent = { row, attemptId: `att_${randomUUID()}`, fingerprint };
  return { intent, facts, secrets: open(bound, 'fields', row.sealedFields), issued };
}

async function renewed({ intent, facts, secrets, issued }: Opened): Promise<Outcome> {
  const { appSecret } = JSON.parse(secrets);
  const answer = await request(`${vendor}/api.dropboxapi.com/oauth2/token`, {
    method: 'POST',
    dispatcher: agent,
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`k:${appSecret}`).toString('base64')}`,
    },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: issued.refreshToken }).toString(),
  });
  const told = (await answer.body.json()) as Told;
  const now = Date.now();
  const expiresAt = new Date(now + told.expires_in * 1_000).toISOString();
  const next = { ...issued, accessToken: told.access_token, issuedAt: new Date(now).toISOString(), expiresAt };
  const { row } = intent;
  const bound: Bound = { ...row, generation: row.generation + 1, facts };
  return {
    intent,
    sealedFields: seal(bound, 'fields', secrets),
    sealedIssued: seal(bound, 'issued', JSON.stringify(next)),
    expiresAt,
    nextRenewalAt: new Date(now + told.expires_in * 1_000 - EARLY_MS).toISOString(),
  };
}

async function renewDue(): Promise<void> {
  for (let due = rows.due(TOGETHER); due.length > 0; due = rows.due(TOGETHER)) {
    const group = due.map(opened);
    rows.begin(group.map(({ intent }) => intent));
    rows.settle(await Promise.all(group.map(renewed)));
  }
}

function factsOf({ scopeKey, nameFolded, connector, method, plainFields }: Row): string {
  return bindingOf(scopeKey, nameFolded, connector, method, plainFields);
}

/** By a key of this process: as long as what the house has sealed. */
rows.reseal((row) => {
  const bound: Bound = { ...row, facts: factsOf(row) };
  const at = new Date().toISOString();
  const issued = { accessToken: 'at-1', refreshToken: 'rt-1', issuedAt: at, expiresAt: at };
  const rest = { expiryAssumed: false, account: 'dbid:1', kept: { account_id: 'dbid:1' } };
  return [
    seal(bound, 'fields', JSON.stringify({ appSecret: 's' })),
    seal(bound, 'issued', JSON.stringify({ ...issued, ...rest })),
  ];
});

const server = fastify();
server.post('/', async () => {
  await Promise.all([renewDue(), renewDue()]);
  return {};
});
process.stdout.write(`${await server.listen({ port: 0, host: '127.0.0.1' })}\n`);
process.once('SIGTERM', () => process.exit(0));
