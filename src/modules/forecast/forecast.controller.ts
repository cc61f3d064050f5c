import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../callers/caller.decorators.js';
import { type Caller, requireTenant } from '../callers/caller.js';
import { ForecastPageDto, ForecastQuery } from './forecast.dto.js';
import { ForecastService } from './forecast.service.js';

@ApiTags('Forecast')
@ApiBearerAuth()
@Controller('v1/forecast')
export class ForecastController {
  constructor(private readonly forecast: ForecastService) {}

  /** Lists which access tokens need a person, and by when. Disabled ones need nobody. */
  @Get()
  list(@CurrentCaller() caller: Caller, @Query() query: ForecastQuery): Promise<ForecastPageDto> {
    return this.forecast.list(requireTenant(caller), query);
  }
}
