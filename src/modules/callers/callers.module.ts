import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { DatabaseModule } from '../database/database.module.js';
import { Authentication } from './authentication.js';
import { CallerGuard } from './caller.guard.js';
import { CallerKeyEntity } from './caller-key.entity.js';
import { CallerKeys } from './caller-keys.js';
import { CallerStanding } from './caller-standing.js';
import { FailureLimit } from './failure-limit.js';
import { KeyUses } from './key-uses.js';

/** Who asks, and what they may do. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([CallerKeyEntity])],
  providers: [
    CallerKeys,
    KeyUses,
    FailureLimit,
    Authentication,
    CallerStanding,
    { provide: APP_GUARD, useClass: CallerGuard },
  ],
  exports: [CallerKeys, KeyUses, Authentication, CallerStanding],
})
export class CallersModule {}
