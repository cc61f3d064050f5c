import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller, hasRight } from '../../callers/caller.js';
import { Departure } from '../../resolution/proxy/departure.js';
import { LookupAnswerDto } from '../lookup-view.dto.js';
import { RunLookupRequest } from '../lookups.dto.js';
import { LookupRuns } from './lookup-runs.js';

@ApiTags('Runtime')
@ApiBearerAuth()
@Controller('v1/apps/:appId/lookups')
export class LookupRunsController {
  constructor(private readonly runs: LookupRuns) {}

  /** Asks a lookup for a form: its action runs with its access token as they are now. Needs the right run. */
  @Post(':lookup')
  @HttpCode(200)
  async run(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('lookup') name: string,
    @Body() { inputs = {} }: RunLookupRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<LookupAnswerDto> {
    const departure = new Departure();
    reply.raw.once('close', () => departure.leave());
    const answer = await this.runs.run(caller, { appId, name, given: inputs, signal: departure });
    return LookupAnswerDto.of(answer, hasRight(caller, 'manage-app', appId));
  }
}
