import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { MayBeAbsent } from '../../../modules/api/requests/optional.validator.js';
import { CurrentCaller } from '../../../modules/callers/caller.decorators.js';
import type { Caller } from '../../../modules/callers/caller.js';
import type { RunEntity } from '../run.entity.js';
import { RunView } from '../runs.dto.js';
import { RunsService } from '../runs.service.js';
import { RunControl } from './run-control.service.js';

export class SuspendRequest {
  /** Why, for those who find it suspended. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

/** Stopping runs for a while, and letting those go on that stopped. */
@ApiTags('Runs')
@ApiBearerAuth()
@Controller('v1/runs/:runId')
export class RunControlController {
  constructor(
    private readonly control: RunControl,
    private readonly runs: RunsService,
  ) {}

  /** Suspends a run and those that it waits for: a step under way still ends, no other begins until it is resumed. */
  @Post('suspend')
  @HttpCode(200)
  async suspend(
    @CurrentCaller() caller: Caller,
    @Param('runId') runId: string,
    @Body() { reason }: SuspendRequest,
  ): Promise<RunView> {
    return this.#view(await this.control.suspend(caller, runId, reason));
  }

  /** Lets a suspended run go on; tries a parked one again without waiting for its token to be mended. */
  @Post('resume')
  @HttpCode(200)
  async resume(@CurrentCaller() caller: Caller, @Param('runId') runId: string): Promise<RunView> {
    return this.#view(await this.control.resume(caller, runId));
  }

  /** Lets a faulted run go on, on its own version: the step that failed runs anew, nothing before it does. */
  @Post('retry')
  @HttpCode(200)
  async retry(@CurrentCaller() caller: Caller, @Param('runId') runId: string): Promise<RunView> {
    return this.#view(await this.control.retry(caller, runId));
  }

  async #view(run: RunEntity): Promise<RunView> {
    return RunView.of(run, (await this.runs.waits([run])).get(run.id));
  }
}
