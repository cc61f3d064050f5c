import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { definedOnly } from '../../../connectors/contract/defined-only.js';
import { OpenApiAdditions } from '../../api/openapi/openapi-additions.js';
import { asBrokerError } from '../../api/problems/problem.js';
import { sendProblem } from '../../api/problems/send-problem.js';
import { requestValidation } from '../../api/requests/request-validation.js';
import { allowSlowSender, readRest } from '../../api/requests/slow-senders.js';
import { Authentication } from '../../callers/authentication.js';
import { AskingApp } from '../asking-app.js';
import { authenticateEarly, earlyCallerOf } from '../door/early-caller.js';
import { Departure } from '../proxy/departure.js';
import { RunActionDto } from './action.dto.js';
import { sendFile, sendOutput } from './action-answers.js';
import { ActionCalls, type ActionPlace, type AskedAction } from './action-calls.js';
import { ACTION_MODELS, ACTION_OPERATIONS, ACTION_PATH } from './action-openapi.js';
import { type MultipartAction, readMultipart } from './multipart-action.js';

interface ActionPath {
  readonly appId: string;
  readonly call: string;
}

/**
 * The door of actions stands on the server itself: a file passes it as a stream in both directions. It authenticates as
 * the guard does for keys, before anything is read, and checks and answers as every door.
 */
@Injectable()
export class ActionDoor implements OnModuleInit {
  readonly #dto = requestValidation();

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly authentication: Authentication,
    private readonly asking: AskingApp,
    private readonly actions: ActionCalls,
    additions: OpenApiAdditions,
  ) {
    additions.addPath(ACTION_PATH, ACTION_OPERATIONS, ACTION_MODELS);
  }

  onModuleInit(): void {
    const server: FastifyInstance | undefined = this.adapterHost.httpAdapter?.getInstance();
    // Not awaited, as for the proxy: the scope opens after Nest has given the server its error handler.
    void server?.register(async (scope) => {
      scope.addContentTypeParser('multipart/form-data', (_request, _payload, done) => done(null));
      scope.setErrorHandler((error, _request, reply) => sendProblem(reply, asBrokerError(error)));
      const onRequest = authenticateEarly(this.authentication);
      scope.post<{ Params: ActionPath }>('/v1/apps/:appId/actions/:call', { onRequest }, (request, reply) =>
        this.run(request, reply),
      );
    });
  }

  private async run(request: FastifyRequest<{ Params: ActionPath }>, reply: FastifyReply): Promise<FastifyReply> {
    const { headers, params } = request;
    const caller = earlyCallerOf(request);
    const { token, with: inputs = {}, files } = await this.read(request, reply);
    const place: ActionPlace = {
      request: await this.asking.requestOf(caller, { name: token, appId: params.appId }),
      caller,
    };
    const departure = new Departure();
    reply.raw.once('close', () => departure.leave());
    const key = headers['idempotency-key'];
    const asked: AskedAction = {
      call: params.call,
      inputs,
      signal: departure,
      ...definedOnly({ files, idempotencyKey: typeof key === 'string' ? `${caller.id} ${key}` : undefined }),
    };
    if (this.actions.yieldsFile(params.call)) return sendFile(reply, await this.actions.open(place, asked));
    return sendOutput(reply, await this.actions.run(place, asked));
  }

  private async read(request: FastifyRequest, reply: FastifyReply): Promise<RunActionDto & Partial<MultipartAction>> {
    const isMultipart = /^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '');
    if (!isMultipart) return this.checked(request.body);
    // The action may have ended before it read all; what its caller still sends must not stop the next request.
    reply.raw.once('finish', () => readRest(request));
    const { files, token, with: inputs } = await readMultipart(request.raw);
    // Its head has come in time. From here on the file's reader waits no longer than it wants.
    allowSlowSender(request);
    return { ...(await this.checked({ token, with: inputs })), files };
  }

  private checked(body: unknown): Promise<RunActionDto> {
    return this.#dto.transform(body, { type: 'body', metatype: RunActionDto });
  }
}
