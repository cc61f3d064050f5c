import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OpenApiAdditions } from '../../api/openapi/openapi-additions.js';
import { asBrokerError } from '../../api/problems/problem.js';
import { sendProblem } from '../../api/problems/send-problem.js';
import { AnswerHeaders } from '../../api/requests/answer-headers.js';
import { allowSlowSender, readRest } from '../../api/requests/slow-senders.js';
import { Authentication } from '../../callers/authentication.js';
import { OneLook } from '../door/one-look.js';
import { proxyTargetInvalid } from '../resolution.errors.js';
import { Departure } from './departure.js';
import { type ProxyRequest, ProxyService } from './proxy.service.js';
import { OwnHeaders, sendAnswer } from './proxy-answer.js';
import { PROXY_OPERATIONS, PROXY_PATH } from './proxy-openapi.js';
import { bodyOf } from './request-body.js';

const PREFIX = '/v1/proxy/';
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** For us, or about the way to us; nothing that a vendor should read. */
const OURS = /^(?:latchkey-|x-forwarded-|forwarded$|via$|x-real-ip$)/;

/**
 * The proxy's door stands on the server itself: bodies pass as streams, and no parser, pipe or interceptor touches
 * them. It authenticates as the guard does and answers errors as the filter does.
 */
@Injectable()
export class ProxyDoor implements OnModuleInit {
  readonly #own: OwnHeaders;

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly look: OneLook,
    private readonly authentication: Authentication,
    private readonly proxy: ProxyService,
    answerHeaders: AnswerHeaders,
    additions: OpenApiAdditions,
  ) {
    this.#own = new OwnHeaders(answerHeaders.of(PREFIX));
    additions.addPath(PROXY_PATH, PROXY_OPERATIONS);
  }

  onModuleInit(): void {
    const server: FastifyInstance | undefined = this.adapterHost.httpAdapter?.getInstance();
    // Not awaited: that would complete Fastify's start before Nest gives it the error handler of all other doors.
    void server?.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
      scope.setErrorHandler((error, request, reply) => {
        void reply.headers(this.#own.named).header('x-request-id', request.id);
        sendProblem(reply, asBrokerError(error));
      });
      scope.route({
        method: METHODS,
        url: `${PREFIX}:name/*`,
        exposeHeadRoute: false,
        config: { tellsItself: true },
        handler: (request, reply) => this.forward(request, reply),
      });
    });
  }

  private async forward(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { headers, raw } = request;
    const { authorization } = headers;
    const moment = await this.look.at(authorization, request.params);
    const approach = { authorization, address: request.ip, requestId: request.id, moment };
    const caller = await this.authentication.authenticate(approach);
    const { name, target } = partsOf(raw.url ?? '');
    const departure = new Departure();
    reply.raw.on('close', () => departure.leave());
    const body = bodyOf(request);
    if (body instanceof Readable) handOn(request, reply);
    const wanted: ProxyRequest = {
      name,
      target,
      appId: textOf(headers['latchkey-app']),
      host: textOf(headers['latchkey-host']),
      method: request.method,
      headers: headersOf(headers),
      body: body instanceof Promise ? await body : body,
      // What changed while the body came counts.
      moment: body instanceof Promise ? undefined : moment,
      signal: departure,
    };
    sendAnswer(reply, this.#own, await this.proxy.forward(caller, wanted));
    return reply;
  }
}

/**
 * The address as it was sent: decoding and encoding again would change what the vendor sees and what is signed. The
 * router also takes `/v1/%70roxy/` and `http://host/v1/proxy/` for this door, where the name would begin elsewhere.
 */
function partsOf(url: string): { readonly name: string; readonly target: string } {
  const end = url.startsWith(PREFIX) ? url.indexOf('/', PREFIX.length) : -1;
  if (end < 0) throw proxyTargetInvalid();
  try {
    return { name: decodeURIComponent(url.slice(PREFIX.length, end)), target: url.slice(end + 1) };
  } catch {
    throw proxyTargetInvalid();
  }
}

function headersOf(headers: IncomingHttpHeaders): Record<string, string | readonly string[]> {
  const kept: Record<string, string | readonly string[]> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined && !OURS.test(name)) kept[name] = value;
  }
  return kept;
}

/** The vendor may answer before it has read all; what its caller still sends must not stop the next request. */
function handOn(request: FastifyRequest, reply: FastifyReply): void {
  allowSlowSender(request);
  reply.raw.once('finish', () => readRest(request));
}

function textOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
