import { Body, Controller, Param, Put, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { IfMatch, Precondition, sendEtag } from '../../modules/api/etag.js';
import { ApiIfMatch } from '../../modules/api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../../modules/callers/caller.decorators.js';
import type { Caller } from '../../modules/callers/caller.js';
import { ProcessView } from '../processes/processes.dto.js';
import { ProcessSchedules } from './process-schedules.js';
import { TurnScheduleRequest } from './schedules.dto.js';
import { SchedulesService } from './schedules.service.js';

/** Pausing what starts runs by itself. */
@ApiTags('Processes')
@ApiBearerAuth()
@Controller('v1/apps/:appId/processes/:processId/schedule')
export class SchedulesController {
  constructor(
    private readonly service: SchedulesService,
    private readonly schedules: ProcessSchedules,
  ) {}

  /** Pauses or resumes the schedule of a process. What is due while it is paused is not made up for. */
  @Put()
  @ApiIfMatch()
  async turn(
    @CurrentCaller() caller: Caller,
    @Param('appId') appId: string,
    @Param('processId') processId: string,
    @IfMatch() precondition: Precondition,
    @Body() { enabled }: TurnScheduleRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ProcessView> {
    const wanted = { isEnabled: enabled, precondition };
    const process = await this.service.turn(caller, { appId, processId }, wanted);
    sendEtag(reply, process.revision);
    return ProcessView.of(process, (await this.schedules.of([process.id])).get(process.id));
  }
}
