import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Secret } from '../../../kernel/secret.js';
import { CurrentCaller, Public } from '../../callers/caller.decorators.js';
import type { Caller } from '../../callers/caller.js';
import { refuseForeignPage } from '../../callers/users/own-page.js';
import { emailOf } from '../user-account.js';
import { PasswordChange } from './password-change.js';
import { PasswordSignIn } from './password-sign-in.js';
import { ChangePasswordRequest, SessionView, SignInRequest } from './session.dto.js';
import { SessionDesk } from './session-desk.js';
import { requireUser, SessionOwner } from './session-owner.js';

/** The session of this browser. */
@ApiTags('Session')
@Controller('v1/session')
export class SessionController {
  constructor(
    private readonly passwordSignIn: PasswordSignIn,
    private readonly passwordChange: PasswordChange,
    private readonly owner: SessionOwner,
    private readonly desk: SessionDesk,
  ) {}

  /** Signs in. The session lives in a cookie; 401 says nothing of whether there is such an account. */
  @Post()
  @Public()
  @HttpCode(200)
  async signIn(
    @Body() { email, password, tenantId }: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    refuseForeignPage(request);
    const credentials = {
      email: emailOf(email),
      password: new Secret(password),
      ...(tenantId !== undefined && { tenantId }),
    };
    return this.desk.welcome(reply, await this.passwordSignIn.signIn(credentials, this.desk.approachOf(request)));
  }

  /** Shows who has signed in with this browser, and what he may do. */
  @Get()
  @ApiBearerAuth()
  async get(@CurrentCaller() caller: Caller, @Req() request: FastifyRequest): Promise<SessionView> {
    const current = await this.owner.current(requireUser(caller));
    return this.desk.view({ ...current, cookie: this.desk.approachOf(request).cookie ?? '' });
  }

  /** Signs out. */
  @Delete()
  @ApiBearerAuth()
  @HttpCode(204)
  async signOut(@CurrentCaller() caller: Caller, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.owner.signOut(requireUser(caller));
    this.desk.dismiss(reply);
  }

  /** Changes one's own password; all other sessions end. */
  @Post('password')
  @ApiBearerAuth()
  @HttpCode(200)
  async changePassword(
    @CurrentCaller() caller: Caller,
    @Body() { current, next }: ChangePasswordRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const userCaller = requireUser(caller);
    const { user } = await this.owner.current(userCaller);
    const wish = { user, current: new Secret(current), next: new Secret(next) };
    return this.desk.welcome(reply, await this.passwordChange.change(userCaller, wish, this.desk.approachOf(request)));
  }
}
