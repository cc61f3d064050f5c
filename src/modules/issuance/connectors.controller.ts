import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ConnectorsService, compareConnectors } from '../../connectors/connectors.service.js';
import { definedOnly } from '../../connectors/contract/defined-only.js';
import { Configuration } from '../../kernel/configuration.js';
import { pagePlace, readPage } from '../api/cursor.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import type { Caller } from '../callers/caller.js';
import { OwnConnectorsService } from '../own-connectors/own-connectors.service.js';
import { ConnectorListDto, type ConnectorSummaryDto, ConnectorViewDto, ListConnectorsQuery } from './connector.dto.js';

type Placed = Pick<ConnectorSummaryDto, 'key' | 'title'>;

/** A cursor is a title and a key, so that it stays good while connectors come and go. */
const LIST = { name: 'connectors', keyOf: ({ title, key }: Placed) => `${title}\n${key}` };

@ApiTags('Connectors')
@ApiBearerAuth()
@Controller('v1/connectors')
export class ConnectorsController {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly own: OwnConnectorsService,
    private readonly configuration: Configuration,
  ) {}

  /** Lists the outside systems that Latchkey knows, by title; all at once unless a page is asked for. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: ListConnectorsQuery): Promise<ConnectorListDto> {
    const { demoFields } = this.configuration;
    const own = await this.own.definitionsFor(caller);
    const found = this.connectors.list(definedOnly({ words: query.q, category: query.category }), own);
    const all = found.map((summary) => ({
      ...summary,
      methods: [...summary.methods],
      hasDemo: demoFields[summary.key] !== undefined,
    }));
    const total = all.length;
    if (query.limit === undefined && query.cursor === undefined) return { items: all, total };
    const page = await readPage(LIST, pagePlace(LIST.name, query), async ({ after, limit }) =>
      all.filter((summary) => isAfter(summary, after)).slice(0, limit),
    );
    return { ...page, total };
  }

  /** Describes a connector: its methods with their fields and set-up steps, and its actions. */
  @Get(':connector')
  async get(@CurrentCaller() caller: Caller, @Param('connector') key: string): Promise<ConnectorViewDto> {
    const definition = (await this.own.definitionFor(caller, key)) ?? null;
    const description = this.connectors.describe({ connector: key, definition });
    const { methods, actions } = description;
    const demoFields = this.configuration.demoFields[key] ?? {};
    return { ...description, methods: [...methods], actions: [...actions], demoFields };
  }
}

function isAfter(summary: Placed, after: string | undefined): boolean {
  if (after === undefined) return true;
  const [title = '', key = ''] = after.split('\n');
  return compareConnectors(summary, { title, key }) > 0;
}
