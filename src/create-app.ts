import { NestFactory } from '@nestjs/core';
import { ConsoleLogger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { Clock } from './kernel/clock.js';
import type { Configuration } from './kernel/configuration.js';
import { configureHttpApp, httpServerOptions } from './modules/api/http-app.js';

/** The application, complete and configured, not yet listening. */
export async function createHttpApp(configuration: Configuration, clock?: Clock): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(httpServerOptions(configuration));
  const logger = new ConsoleLogger({ json: configuration.mode === 'production', logLevels: [] });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(configuration, clock), adapter, {
    logger,
    abortOnError: false,
  });
  await configureHttpApp(app, configuration);
  return app;
}
