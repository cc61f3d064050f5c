import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { pagePlace, readPage } from '../../modules/api/cursor.js';
import { Idempotent } from '../../modules/api/idempotency/idempotent.decorator.js';
import { ApiIdempotent } from '../../modules/api/openapi/openapi.decorators.js';
import { PageQuery } from '../../modules/api/page.dto.js';
import { CurrentCaller } from '../../modules/callers/caller.decorators.js';
import type { Caller } from '../../modules/callers/caller.js';
import { StepProgress } from '../steps/step-progress.js';
import type { RunRecordEntity } from './journal/run-record.entity.js';
import type { RunEntity } from './run.entity.js';
import { DecideRequest, RunPage, RunView, StartRunRequest, StepPage, StepView } from './runs.dto.js';
import { RunsService } from './runs.service.js';
import { filterOf, ListRunsQuery } from './runs-filter.dto.js';
import { withoutAttempt } from './step-name.js';

const RUNS = { name: 'runs', keyOf: (run: { id: string }) => run.id };
const STEPS = { name: 'run-steps', keyOf: (record: { seq: number }) => String(record.seq) };

/** Starting, watching and mending runs. */
@ApiTags('Runs')
@ApiBearerAuth()
@Controller('v1')
export class RunsController {
  constructor(
    private readonly runs: RunsService,
    private readonly progress: StepProgress,
  ) {}

  /** Starts a run of the published version; it goes on after the answer. */
  @Post('apps/:appId/processes/:processId/runs')
  @Idempotent()
  @ApiIdempotent()
  async start(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @Body() { input }: StartRunRequest,
  ): Promise<RunView> {
    // It begins now, and waits for nothing yet.
    return RunView.of(await this.runs.start(caller, { appId, processId }, input));
  }

  /** Lists runs, the newest first. */
  @Get('runs')
  async list(@CurrentCaller() caller: Caller, @Query() query: ListRunsQuery): Promise<RunPage> {
    const wish = filterOf(query);
    const page = await readPage(RUNS, pagePlace(RUNS.name, query), (place) => this.runs.list(caller, wish, place));
    const waits = await this.runs.waits(page.items);
    return { ...page, items: page.items.map((run) => RunView.of(run, waits.get(run.id))) };
  }

  /** Shows a run. */
  @Get('runs/:runId')
  async get(@CurrentCaller() caller: Caller, @Param('runId') runId: string): Promise<RunView> {
    return this.#view(await this.runs.get(caller, runId));
  }

  /** Lists what happened in a run, in order. */
  @Get('runs/:runId/steps')
  async steps(
    @CurrentCaller() caller: Caller,
    @Param('runId') runId: string,
    @Query() query: PageQuery,
  ): Promise<StepPage> {
    const read = (place: { limit: number; after?: string }) => this.runs.records(caller, runId, place);
    const page = await readPage(STEPS, pagePlace(STEPS.name, query), read);
    const progressOf = ({ name }: RunRecordEntity) => this.progress.of(runId, withoutAttempt(name));
    return { ...page, items: page.items.map((step) => StepView.of(step, progressOf(step))) };
  }

  /** Decides about a step of which nobody knows whether it had its effect. */
  @Post('runs/:runId/decision')
  @HttpCode(200)
  async decide(
    @CurrentCaller() caller: Caller,
    @Param('runId') runId: string,
    @Body() { decision, step, output }: DecideRequest,
  ): Promise<RunView> {
    const decided = { decision, ...(step !== undefined && { step }), ...(decision === 'skip' && { output }) };
    return this.#view(await this.runs.decide(caller, runId, decided));
  }

  /** Ends a run; a step under way still ends and is recorded. */
  @Post('runs/:runId/cancel')
  @HttpCode(200)
  async cancel(@CurrentCaller() caller: Caller, @Param('runId') runId: string): Promise<RunView> {
    return this.#view(await this.runs.cancel(caller, runId));
  }

  async #view(run: RunEntity): Promise<RunView> {
    return RunView.of(run, (await this.runs.waits([run])).get(run.id));
  }
}
