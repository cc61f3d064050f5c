import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { OpenApiAdditions } from '../../modules/api/openapi/openapi-additions.js';
import { asBrokerError } from '../../modules/api/problems/problem.js';
import { sendProblem } from '../../modules/api/problems/send-problem.js';
import { AppsService } from '../../modules/apps/apps.service.js';
import { Authentication } from '../../modules/callers/authentication.js';
import { requireRight } from '../../modules/callers/caller.js';
import { AppEvents } from './app-events.js';
import { EVENTS_OPERATION, EVENTS_PATH } from './events-openapi.js';
import { eventsIn } from './incoming-events.js';

const LONGEST_BODY = 256 * 1024;
const TYPES = ['application/cloudevents+json', 'application/cloudevents-batch+json', 'application/json'];

/** Opens a door that takes events in any form of the HTTP binding; their text comes as the body. */
export function openEventsDoor<P>(
  server: FastifyInstance | undefined,
  path: string,
  take: (request: FastifyRequest<{ Params: P }>, reply: FastifyReply) => Promise<FastifyReply>,
): void {
  // Not awaited: that would complete Fastify's start before Nest gives it the error handler of all other doors.
  void server?.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    const parsing = { parseAs: 'string', bodyLimit: LONGEST_BODY } as const;
    for (const type of TYPES) scope.addContentTypeParser(type, parsing, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error, _request, reply) => sendProblem(reply, asBrokerError(error)));
    scope.post<{ Params: P }>(path, take);
  });
}

/** Where an app is told events, by the HTTP binding of CloudEvents: one in binary or structured form, or a batch. */
@Injectable()
export class EventsDoor implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly authentication: Authentication,
    private readonly apps: AppsService,
    private readonly events: AppEvents,
    additions: OpenApiAdditions,
  ) {
    additions.addPath(EVENTS_PATH, EVENTS_OPERATION);
  }

  onModuleInit(): void {
    const server: FastifyInstance | undefined = this.adapterHost.httpAdapter?.getInstance();
    openEventsDoor<{ appId: string }>(server, '/v1/apps/:appId/events', (request, reply) => this.take(request, reply));
  }

  private async take(
    request: FastifyRequest<{ Params: { appId: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { authorization } = request.headers;
    const caller = await this.authentication.authenticate({
      ...{ authorization, address: request.ip, requestId: request.id },
    });
    const { id: appId, tenantId } = await this.apps.get(caller, request.params.appId);
    requireRight(caller, 'run', appId);
    const events = eventsIn(request.headers, typeof request.body === 'string' ? request.body : '');
    await this.events.publish({ tenantId, appId }, events);
    return reply.status(202).send({ accepted: events.length });
  }
}
