import { Global, Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { AlertEntity } from './alert.entity.js';
import { AlertList } from './alert-list.js';
import { AlertTokenEntity } from './alert-token.entity.js';
import { AlertsService } from './alerts.service.js';
import { OpenAlerts } from './open-alerts.js';

/** What is wrong right now, told once per root cause. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([AlertEntity, AlertTokenEntity])],
  providers: [OpenAlerts, AlertsService, AlertList],
  exports: [AlertsService, AlertList],
})
export class AlertsModule {}
