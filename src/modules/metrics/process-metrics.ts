import { Injectable, type OnModuleInit } from '@nestjs/common';
import { collectDefaultMetrics } from 'prom-client';
import { Metrics } from './metrics.js';

/** What every process has: CPU, memory, garbage collection, and how late the event loop is. */
@Injectable()
export class ProcessMetrics implements OnModuleInit {
  constructor(private readonly metrics: Metrics) {}

  onModuleInit(): void {
    collectDefaultMetrics({ register: this.metrics.registry, eventLoopMonitoringPrecision: 20 });
  }
}
