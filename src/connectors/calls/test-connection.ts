import type { TestResult } from '../contract/connection.js';
import type { Probe, RequestProbe } from '../contract/probe.js';
import type { VendorAnswer, VendorRequest } from '../contract/vendor-exchange.js';
import { memberAt, parseJson } from '../wire/json-members.js';
import { type JudgeFacts, refuseFailure } from './refuse-failure.js';

export interface ConnectionUnderTest extends JudgeFacts {
  /** A fresh exchange; its token is thrown away. */
  exchange(): Promise<unknown>;
  send(request: VendorRequest): Promise<VendorAnswer>;
}

/** Proves a connection with exactly one request: some vendors lock an account after five failures. */
export async function testConnection(probe: Probe, connection: ConnectionUnderTest): Promise<TestResult> {
  const account = await prove(probe, connection);
  return { ...(account === undefined ? {} : { account }), at: connection.clock.now() };
}

async function prove(probe: Probe, connection: ConnectionUnderTest): Promise<string | undefined> {
  if (probe.kind === 'exchange') {
    await connection.exchange();
    return probe.identity;
  }
  const { method, url, headers = {}, body } = probe;
  const answer = await connection.send({ method, url, headers, ...(body === undefined ? {} : { body }) });
  refuseFailure(answer, connection);
  return identityIn(answer, probe) ?? probe.account;
}

function identityIn(answer: VendorAnswer, { identity = [] }: RequestProbe): string | undefined {
  const body = parseJson(answer.body.toString('utf8'));
  return identity.map((path) => memberAt(body, path.split('.'))).find(isName);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 300;
}
