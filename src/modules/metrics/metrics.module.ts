import { Global, Module } from '@nestjs/common';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { MetricsAccess } from './metrics-access.js';
import { ProcessMetrics } from './process-metrics.js';

/** What the house counts, for whoever runs it. */
@Global()
@Module({
  controllers: [MetricsController],
  providers: [Metrics, MetricsAccess, ProcessMetrics],
  exports: [Metrics],
})
export class MetricsModule {}
