import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { FirstStart } from './links/first-start.js';
import { LinkAccounts } from './links/link-accounts.js';
import { LinkDesk } from './links/link-desk.js';
import { LinksController } from './links/links.controller.js';
import { OneTimeLinkEntity } from './links/one-time-link.entity.js';
import { OneTimeLinks } from './links/one-time-links.js';
import { Redemption } from './links/redemption.js';
import { PasswordCheck } from './passwords/password-check.js';
import { Passwords } from './passwords/passwords.js';
import { NewPassword } from './sessions/new-password.js';
import { OwnSessionsController } from './sessions/own-sessions.controller.js';
import { PasswordChange } from './sessions/password-change.js';
import { PasswordSignIn } from './sessions/password-sign-in.js';
import { SessionController } from './sessions/session.controller.js';
import { SessionDesk } from './sessions/session-desk.js';
import { SessionOwner } from './sessions/session-owner.js';
import { SignInAttempts } from './sessions/sign-in-attempts.js';
import { SignInLimits } from './sessions/sign-in-limits.js';
import { SignIns } from './sessions/sign-ins.js';
import { UserApps } from './user-apps.js';
import { UserChanges } from './user-changes.js';
import { UserEnds } from './user-ends.js';
import { UserRecords } from './user-records.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

const SESSIONS = [
  SessionDesk,
  SessionOwner,
  SignInLimits,
  SignInAttempts,
  SignIns,
  PasswordSignIn,
  NewPassword,
  PasswordChange,
];
const LINKS = [OneTimeLinks, LinkAccounts, Redemption, LinkDesk, FirstStart];

/** The people of a tenant: who they are, how they get in, what they may do. */
@Module({
  imports: [DatabaseModule.forFeature([OneTimeLinkEntity])],
  controllers: [SessionController, OwnSessionsController, LinksController, UsersController],
  providers: [
    Passwords,
    PasswordCheck,
    ...SESSIONS,
    ...LINKS,
    UserApps,
    UserEnds,
    UserRecords,
    UserChanges,
    UsersService,
  ],
})
export class UsersModule {}
