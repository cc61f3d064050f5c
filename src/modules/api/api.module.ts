import { Global, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { DatabaseModule } from '../database/database.module.js';
import { HealthController } from './health.controller.js';
import { IdempotencyInterceptor } from './idempotency/idempotency.interceptor.js';
import { IdempotentAnswerEntity } from './idempotency/idempotent-answer.entity.js';
import { IdempotentAnswers } from './idempotency/idempotent-answers.js';
import { OpenApiAdditions } from './openapi/openapi-additions.js';

/** The manners of all HTTP doors. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([IdempotentAnswerEntity])],
  controllers: [HealthController],
  providers: [IdempotentAnswers, OpenApiAdditions, { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor }],
  exports: [IdempotentAnswers, OpenApiAdditions],
})
export class ApiModule {}
