import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { VendorAnswer, VendorRequest } from '../../connectors/contract/vendor-exchange.js';
import { Secret } from '../../kernel/secret.js';
import type { HttpAnswer, HttpCall, StepAnswer, StepContext } from '../runtime/ports.js';
import { BrokerTokenSource, type StepOwner } from './broker-token-source.js';
import { refuseSecrets, withholdSecrets } from './secret-bearing.js';
import { addressUnusable, headerReserved, tokenSpent } from './steps.errors.js';

const RESERVED = new Set(['authorization', 'proxy-authorization', 'cookie', 'host', 'content-length', 'connection']);

/** `call: http`: one request, with the credential of the named token or with none. */
@Injectable()
export class HttpStep {
  constructor(
    private readonly tokens: BrokerTokenSource,
    private readonly connectors: ConnectorsService,
  ) {}

  async run(owner: StepOwner, call: HttpCall, context: StepContext): Promise<StepAnswer<HttpAnswer>> {
    const request = requestOf(call, context);
    if (call.token === undefined) {
      if (!/^https?:\/\//i.test(call.url)) throw addressUnusable();
      return { output: answerOf(call, await this.connectors.sendOpenly(request, basicOf(call))) };
    }
    const { output, token } = await this.tokens.use(owner, call.token, async ({ credential }) => {
      withholdSecrets(context.input, credential);
      const answer = await this.connectors.send(credential, request);
      refuseSecrets(answer.body, credential);
      refuseSecrets(answer.headers, credential);
      return { output: answer, isExpired: answer.meansExpired, hasPassed: answer.status < 400 };
    });
    if (output.meansExpired) throw tokenSpent(call.token, output.status);
    return { output: answerOf(call, output), token };
  }
}

function requestOf({ method, url, headers, body, followRedirects }: HttpCall, { signal }: StepContext): VendorRequest {
  const reserved = Object.keys(headers).find((name) => RESERVED.has(name.toLowerCase()));
  if (reserved) throw headerReserved(reserved);
  const base = { method, url, signal, handBackRedirects: !followRedirects };
  if (body === undefined) return { ...base, headers };
  if (typeof body === 'string') return { ...base, headers: withType(headers, 'text/plain; charset=utf-8'), body };
  return { ...base, headers: withType(headers, 'application/json'), body: JSON.stringify(body) };
}

/** RFC 7617. */
function basicOf({ basic }: HttpCall): Secret | undefined {
  if (!basic) return undefined;
  return new Secret(`Basic ${Buffer.from(`${basic.username}:${basic.password}`).toString('base64')}`);
}

function withType(headers: Readonly<Record<string, string>>, type: string): Readonly<Record<string, string>> {
  const hasType = Object.keys(headers).some((name) => name.toLowerCase() === 'content-type');
  return hasType ? headers : { ...headers, 'content-type': type };
}

function answerOf({ method, headers: sent }: HttpCall, { status, headers, body, url }: VendorAnswer): HttpAnswer {
  const received = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);
  return { status, headers: Object.fromEntries(received), body, request: { method, uri: url, headers: sent } };
}
