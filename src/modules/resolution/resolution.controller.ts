import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../callers/caller.js';
import { AskingApp } from './asking-app.js';
import { ConnectionTests } from './connection-tests.js';
import { openHeaders } from './door/resolution-answers.js';
import { ConnectionTestDto, SignatureDto, SignDto } from './resolution.dto.js';
import { notASigner } from './resolution.errors.js';
import { ResolutionService } from './resolution.service.js';

@ApiTags('Runtime')
@ApiBearerAuth()
@Controller('v1')
export class ResolutionController {
  constructor(
    private readonly asking: AskingApp,
    private readonly resolutions: ResolutionService,
    private readonly tests: ConnectionTests,
  ) {}

  /** Signs one request with an OAuth 1.0a token; the keys stay here. */
  @Post('signatures')
  @HttpCode(200)
  async sign(@CurrentCaller() caller: Caller, @Body() wanted: SignDto): Promise<SignatureDto> {
    const { token, credential } = await this.resolutions.resolve(await this.asking.requestOf(caller, wanted), caller);
    if (credential.kind !== 'signing') throw notASigner(token.name);
    const { method, url, form } = wanted;
    const headers = credential.sign({ method, url, ...(form === undefined ? {} : { form }) });
    return { token, headers: openHeaders(headers) };
  }

  /** Test Connection of a live token: one request to the vendor, through the same road as a run. */
  @Post('access-tokens/:tokenId/test')
  @HttpCode(200)
  test(@CurrentCaller() caller: Caller, @Param('tokenId') id: string): Promise<ConnectionTestDto> {
    return this.tests.run(requireTenant(caller), id);
  }
}
