import type { Readable } from 'node:stream';
import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOkResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { badCursor } from '../api/api.errors.js';
import { pagePlace, readPage } from '../api/cursor.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireTenant, type TenantCaller } from '../callers/caller.js';
import { seesNothing, sightOf } from './event-sight.js';
import { EventPage, ListEventsQuery } from './events.dto.js';
import { nothingToSee } from './events.errors.js';
import { EventLog } from './log/event-log.js';
import { EventPayloads } from './log/event-payloads.js';
import { EventStreams } from './streams/event-streams.js';

const LIST = { name: 'events', keyOf: (event: { id: string }) => event.id };
const STREAM = 'text/event-stream';

/** What happened, as a list or as it happens. */
@ApiTags('Events')
@ApiBearerAuth()
@ApiExtraModels(EventPage)
@Controller('v1/events')
export class EventsController {
  constructor(
    private readonly log: EventLog,
    private readonly streams: EventStreams,
    private readonly payloads: EventPayloads,
  ) {}

  /**
   * Lists stored events, the newest first; with `Accept: text/event-stream` tells them as they happen. The stream has
   * stored events with their ids, `hint` events for every change of an access token, renewals included, and `gap` when
   * something may have been missed. A key is told what it may see. Lifecycle events of runs are shown only when `type`
   * asks for them; runs have streams of their own.
   */
  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Of a stream: the last event that was seen.' })
  @ApiOkResponse({
    content: {
      'application/json': { schema: { $ref: getSchemaPath(EventPage) } },
      [STREAM]: { schema: { type: 'string', description: 'Server-sent events.' } },
    },
  })
  async list(
    @CurrentCaller() caller: Caller,
    @Query() query: ListEventsQuery,
    @Headers() headers: Readonly<Record<string, string | undefined>>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EventPage | Readable> {
    const tenantCaller = requireTenant(caller);
    if (seesNothing(sightOf(tenantCaller))) throw nothingToSee();
    if (!headers.accept?.includes(STREAM)) return this.page(tenantCaller, query);
    const stream = await this.streams.open(tenantCaller, headers['last-event-id']);
    // A proxy that gathers answers would keep events back.
    void reply.header('content-type', STREAM).header('x-accel-buffering', 'no');
    return stream.body;
  }

  private async page(caller: TenantCaller, query: ListEventsQuery): Promise<EventPage> {
    const { type, subjectId } = query;
    const filter = { ...(type && { type }), ...(subjectId !== undefined && { subjectId }) };
    const page = await readPage(LIST, pagePlace(LIST.name, query), async ({ after, limit }) => {
      const before = after === undefined ? undefined : await this.log.positionOf(caller.tenantId, after);
      if (after !== undefined && before === undefined) throw badCursor();
      return this.log.list(sightOf(caller), filter, { limit, ...(before !== undefined && { before }) });
    });
    return { ...page, items: page.items.map((event) => this.payloads.of(event)) };
  }
}
