import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../callers/caller.decorators.js';
import { Database } from '../database/database.js';
import { notReady } from './api.errors.js';
import { HealthView } from './health.dto.js';

/** For load balancers and supervisors. */
@ApiTags('Health')
@Public()
@Controller('health')
export class HealthController {
  constructor(private readonly database: Database) {}

  /** The process runs. */
  @Get('live')
  live(): HealthView {
    return { status: 'ok' };
  }

  /** The process can serve: the database answers. */
  @Get('ready')
  async ready(): Promise<HealthView> {
    try {
      await this.database.reader.query('SELECT 1');
    } catch (error) {
      throw notReady(error);
    }
    return { status: 'ok' };
  }
}
