import type { LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AppAdditions, AppModule } from './app.module.js';
import type { Configuration } from './kernel/configuration.js';
import { configureHttpApp, httpServerOptions } from './modules/api/http-app.js';
import { ServerLog } from './server-log.js';

const LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'];

/**
 * The application, complete and configured, not yet listening. A program that embeds it may bring connectors and a clock
 * of its own. @throws BrokerError `connector-twice`
 */
export async function createApp(
  configuration: Configuration,
  additions?: AppAdditions,
): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(httpServerOptions(configuration));
  const logLevels = LEVELS.slice(0, LEVELS.indexOf(configuration.logLevel) + 1);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.forRoot(configuration, additions), adapter, {
    logger: new ServerLog({ json: configuration.mode === 'production', logLevels }),
    abortOnError: false,
  });
  await configureHttpApp(app);
  return app;
}
