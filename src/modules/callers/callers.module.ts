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
import { SessionCallers } from './users/session-callers.js';
import { SessionCookies } from './users/session-cookies.js';
import { UserEntity } from './users/user.entity.js';
import { UserAppEntity } from './users/user-app.entity.js';
import { UserSessionEntity } from './users/user-session.entity.js';
import { UserSessions } from './users/user-sessions.js';
import { Users } from './users/users.js';

/** Who asks, and what they may do. */
@Global()
@Module({
  imports: [DatabaseModule.forFeature([CallerKeyEntity, UserEntity, UserAppEntity, UserSessionEntity])],
  providers: [
    CallerKeys,
    KeyUses,
    FailureLimit,
    Authentication,
    CallerStanding,
    Users,
    UserSessions,
    SessionCallers,
    SessionCookies,
    { provide: APP_GUARD, useClass: CallerGuard },
  ],
  exports: [CallerKeys, KeyUses, Authentication, CallerStanding, Users, UserSessions, SessionCallers, SessionCookies],
})
export class CallersModule {}
