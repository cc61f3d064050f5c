import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { ConnectorListDto, ConnectorViewDto } from './connector.dto.js';

@ApiTags('Connectors')
@ApiBearerAuth()
@Controller('v1/connectors')
export class ConnectorsController {
  constructor(private readonly connectors: ConnectorsService) {}

  /** Lists the outside systems that Latchkey knows. */
  @Get()
  list(): ConnectorListDto {
    return { items: this.connectors.list().map((summary) => ({ ...summary, methods: [...summary.methods] })) };
  }

  /** Describes a connector: its methods with their fields and set-up steps, and its actions. */
  @Get(':connector')
  get(@Param('connector') key: string): ConnectorViewDto {
    const description = this.connectors.describe(key);
    return { ...description, methods: [...description.methods], actions: [...description.actions] };
  }
}
