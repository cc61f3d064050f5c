import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import { type Caller } from '../../callers/caller.js';
import { ActionChoicesDto, ChoicesPathDto, RunActionDto } from './action.dto.js';
import { DesignCredentials } from './design-credentials.js';

@ApiTags('Processes')
@ApiBearerAuth()
@Controller('v1/apps/:appId/actions')
export class ActionsController {
  constructor(
    private readonly credentials: DesignCredentials,
    private readonly connectors: ConnectorsService,
  ) {}

  /** What can be chosen for an input of an action, asked of the vendor at this moment with the token. */
  @Post(':call/choices/:input')
  @HttpCode(200)
  async choices(
    @CurrentCaller() caller: Caller,
    @Param() { appId, call, input }: ChoicesPathDto,
    @Body() { token, with: inputs = {} }: RunActionDto,
  ): Promise<ActionChoicesDto> {
    const use = await this.credentials.of(caller, appId, token);
    const { choices, hasMore } = await this.connectors.loadChoices(use, { call, input, inputs });
    return { choices: [...choices], hasMore };
  }
}
