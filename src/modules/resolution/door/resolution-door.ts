import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OpenApiAdditions } from '../../api/openapi/openapi-additions.js';
import { requestValidation } from '../../api/requests/request-validation.js';
import { Authentication } from '../../callers/authentication.js';
import { AskingApp } from '../asking-app.js';
import { ResolutionService } from '../resolution.service.js';
import { parseAskedName } from './asked-name.js';
import { OneLook } from './one-look.js';
import { ResolutionAnswers } from './resolution-answers.js';
import { RESOLUTION_MODELS, RESOLUTION_OPERATIONS, RESOLUTION_PATH } from './resolution-openapi.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * The door that is knocked at most. It stands on the server itself, because the guards, pipes and interceptors before
 * a controller cost several times what the road behind it does. The body parser, the hooks and the form of errors are
 * those of every door; who asks, what may be asked and what it means is decided in the same rooms as everywhere.
 */
@Injectable()
export class ResolutionDoor implements OnModuleInit {
  readonly #answers = new ResolutionAnswers();
  readonly #dto = requestValidation();

  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly look: OneLook,
    private readonly authentication: Authentication,
    private readonly asking: AskingApp,
    private readonly resolutions: ResolutionService,
    additions: OpenApiAdditions,
  ) {
    additions.addPath(RESOLUTION_PATH, RESOLUTION_OPERATIONS, RESOLUTION_MODELS);
  }

  onModuleInit(): void {
    const server: FastifyInstance | undefined = this.adapterHost.httpAdapter?.getInstance();
    // Not awaited, as for the proxy: the scope opens after Nest has given the server its error handler.
    void server?.register(async (scope) => {
      const parse = scope.getDefaultJsonParser('error', 'error');
      scope.removeContentTypeParser('application/json');
      // As at every door, where the framework in between takes bytes and copies them once more.
      scope.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text: string, done) => {
        if (text === '') done(null, undefined);
        else void parse(request, text, done);
      });
      scope.post(RESOLUTION_PATH, (request, reply) => this.resolve(request, reply));
    });
  }

  private async resolve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { authorization } = request.headers;
    const moment = await this.look.at(authorization, request.body);
    const approach = { authorization, address: request.ip, requestId: request.id, moment };
    const caller = await this.authentication.authenticate(approach);
    const wanted = await this.asking.requestOf(caller, await parseAskedName(request.body, this.#dto));
    const resolution = await this.resolutions.resolve(wanted, caller, moment);
    return reply.header('content-type', JSON_TYPE).send(this.#answers.textOf(resolution));
  }
}
