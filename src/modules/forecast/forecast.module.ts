import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AccessToken } from '../tokens/access-token.entity.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { ForecastController } from './forecast.controller.js';
import { ForecastRepository } from './forecast.repository.js';
import { ForecastService } from './forecast.service.js';
import { NoticeClock } from './notice-clock.js';
import { Notices } from './notices.js';

/** What lies ahead of access tokens: listed, and told before it happens. */
@Module({
  imports: [DatabaseModule.forFeature([AccessToken]), TokensModule],
  controllers: [ForecastController],
  providers: [ForecastRepository, ForecastService, Notices, NoticeClock],
})
export class ForecastModule {}
