import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { Configuration } from '../../kernel/configuration.js';
import { DatabaseModule } from '../database/database.module.js';
import { HealthController } from './health.controller.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotentAnswerEntity } from './idempotency/idempotent-answer.entity.js';
import { IdempotentAnswers } from './idempotency/idempotent-answers.js';
import { OpenApiAdditions } from './openapi/openapi-additions.js';
import { AnswerHeaders } from './requests/answer-headers.js';
import { securityHeaders } from './requests/security-headers.js';

/** The manners of all HTTP doors. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([IdempotentAnswerEntity])],
  controllers: [HealthController],
  providers: [
    IdempotentAnswers,
    OpenApiAdditions,
    {
      provide: AnswerHeaders,
      useFactory: async (configuration: Configuration) => new AnswerHeaders(await securityHeaders(configuration)),
      inject: [Configuration],
    },
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [AnswerHeaders, IdempotentAnswers, OpenApiAdditions],
})
export class ApiModule {}
