import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, hasRight, requireRight, requireTenant } from '../callers/caller.js';
import type { Right } from '../callers/rights.js';
import { FigureCharts } from './figure-charts.js';
import { STEPS, type Step } from './figure-grains.js';
import { FiguresDto, FiguresQuery } from './figures.dto.js';

/** Any of these in the whole tenant: the counts tell of no single app or token. */
const SHOW_FIGURES: readonly Right[] = ['view-global-tokens', 'manage-global-tokens', 'manage-tenant'];
const USUAL_STEP: Step = 3600;

@ApiTags('Figures')
@ApiBearerAuth()
@Controller('v1/figures')
export class FiguresController {
  constructor(private readonly charts: FigureCharts) {}

  /** Shows how many renewals, failed ones by cause, and resolutions there were over time; up to 10 seconds behind. */
  @Get()
  async get(@CurrentCaller() caller: Caller, @Query() { from, to, step }: FiguresQuery): Promise<FiguresDto> {
    const { tenantId } = requireTenant(caller);
    if (!SHOW_FIGURES.some((right) => hasRight(caller, right))) requireRight(caller, 'view-global-tokens');
    const wish = {
      ...{ tenantId, step: stepOf(step) },
      ...(from === undefined ? {} : { from: new Date(from) }),
      ...(to === undefined ? {} : { to: new Date(to) }),
    };
    return FiguresDto.of(await this.charts.of(wish), this.charts.reachOf(wish.step));
  }
}

function stepOf(text: string | undefined): Step {
  const steps = Object.keys(STEPS).map(Number) as Step[];
  return steps.find((step) => String(step) === text) ?? USUAL_STEP;
}
