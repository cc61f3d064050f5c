import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OpenApiAdditions } from '../../../modules/api/openapi/openapi-additions.js';
import { Authentication } from '../../../modules/callers/authentication.js';
import { AppEvents } from '../../events/app-events.js';
import { openEventsDoor } from '../../events/events-door.js';
import { RUN_EVENTS_OPERATION, RUN_EVENTS_PATH } from '../../events/events-openapi.js';
import { eventsIn } from '../../events/incoming-events.js';
import { runEnded } from '../runs.errors.js';
import { RunsService } from '../runs.service.js';

/** Where one run is told events, as its app is: the signal to a run that waits for somebody outside. */
@Injectable()
export class RunEventsDoor implements OnModuleInit {
  constructor(
    private readonly adapterHost: HttpAdapterHost,
    private readonly authentication: Authentication,
    private readonly runs: RunsService,
    private readonly events: AppEvents,
    additions: OpenApiAdditions,
  ) {
    additions.addPath(RUN_EVENTS_PATH, RUN_EVENTS_OPERATION);
  }

  onModuleInit(): void {
    const server = this.adapterHost.httpAdapter?.getInstance();
    openEventsDoor<{ runId: string }>(server, '/v1/runs/:runId/events', (request, reply) => this.take(request, reply));
  }

  private async take(
    request: FastifyRequest<{ Params: { runId: string } }>,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { authorization } = request.headers;
    const caller = await this.authentication.authenticate({
      ...{ authorization, address: request.ip, requestId: request.id },
    });
    const { id: runId, tenantId, appId, status, endedAt } = await this.runs.getToRun(caller, request.params.runId);
    if (endedAt) throw runEnded(status);
    const events = eventsIn(request.headers, typeof request.body === 'string' ? request.body : '');
    await this.events.publish({ tenantId, appId, runId }, events);
    return reply.status(202).send({ accepted: events.length });
  }
}
