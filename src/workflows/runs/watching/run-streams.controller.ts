import type { Readable } from 'node:stream';
import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { isInstant } from '../../../modules/api/requests/instant.validator.js';
import { CurrentCaller } from '../../../modules/callers/caller.decorators.js';
import { type Caller, requireTenant } from '../../../modules/callers/caller.js';
import { RunsService } from '../runs.service.js';
import { FilterRunsQuery, filterOf } from '../runs-filter.dto.js';
import { hasSeenTheEnd } from './run-stream.js';
import { MovedRunView, RunStateView } from './run-streams.dto.js';
import { RunStreams } from './run-streams.js';

const STREAM = 'text/event-stream';
const ApiStream = () =>
  ApiOkResponse({ content: { [STREAM]: { schema: { type: 'string', description: 'Server-sent events.' } } } });

/** Runs as they go on. */
@ApiTags('Runs')
@ApiBearerAuth()
@ApiExtraModels(MovedRunView, RunStateView)
@Controller('v1/runs')
export class RunStreamsController {
  constructor(
    private readonly runs: RunsService,
    private readonly streams: RunStreams,
  ) {}

  /**
   * Tells as it happens which runs begin and which have another status: `run` events, with the instant of the change as
   * their id. The same run may be told again; the filters are those of the list.
   */
  @Get('events')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last event that was seen.' })
  @ApiStream()
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: FilterRunsQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const filter = this.runs.filterFor(caller, filterOf(query));
    const since = lastEventId !== undefined && isInstant(lastEventId) ? new Date(lastEventId) : undefined;
    return send(reply, (await this.streams.openList(requireTenant(caller), filter, since)).body);
  }

  /**
   * Tells one run as it happens: `step` events for each line of its journal, `run` events when its status or what it
   * waits for changes, `begun` for steps that are under way and not recorded yet (which may be lost), and `end`. Begins
   * with all that has happened; with `Last-Event-ID` behind what was seen.
   */
  @Get(':runId/events')
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'The last event that was seen.' })
  @ApiStream()
  async run(
    @CurrentCaller() caller: Caller,
    @Param('runId') runId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable | undefined> {
    const { id } = await this.runs.get(caller, runId);
    if (hasSeenTheEnd(lastEventId)) {
      // By this browsers know that they need not come back.
      void reply.status(204);
      return undefined;
    }
    return send(reply, this.streams.openRun(requireTenant(caller), id, lastEventId).body);
  }
}

function send(reply: FastifyReply, body: Readable): Readable {
  // A proxy that gathers answers would keep events back.
  void reply.header('content-type', STREAM).header('x-accel-buffering', 'no');
  return body;
}
