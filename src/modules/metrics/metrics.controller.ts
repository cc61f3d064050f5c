import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiBearerAuth, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Public } from '../callers/caller.decorators.js';
import { Metrics } from './metrics.js';
import { MetricsAccess } from './metrics-access.js';

const MEDIA_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** For Prometheus and whatever reads its text format. */
@ApiTags('Health')
@ApiBearerAuth()
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly access: MetricsAccess,
  ) {}

  /** What this process counts and measures; for the operator. */
  @Public()
  @Get()
  @Header('content-type', MEDIA_TYPE)
  @Header('cache-control', 'no-store')
  @ApiProduces('text/plain')
  @ApiOkResponse({ description: 'The metrics in the text format of Prometheus.', schema: { type: 'string' } })
  async scrape(@Req() request: FastifyRequest): Promise<string> {
    await this.access.require(request);
    return this.metrics.registry.metrics();
  }
}
