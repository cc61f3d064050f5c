import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Secret } from '../../../kernel/secret.js';
import { givenName } from '../../api/requests/name.validator.js';
import { Public } from '../../callers/caller.decorators.js';
import { refuseForeignPage } from '../../callers/users/own-page.js';
import { SessionView } from '../sessions/session.dto.js';
import { SessionDesk } from '../sessions/session-desk.js';
import { emailOf } from '../user-account.js';
import { LookAtLinkRequest, OneTimeLinkView, RedeemLinkRequest } from './link.dto.js';
import { LinkDesk } from './link-desk.js';

/** Links that open once: the first admin, an invitation, a new password. The secret travels in bodies only. */
@ApiTags('Session')
@Public()
@Controller('v1/one-time-links')
export class LinksController {
  constructor(
    private readonly links: LinkDesk,
    private readonly desk: SessionDesk,
  ) {}

  /** Says what a link is for, and does not use it. */
  @Post('look')
  @HttpCode(200)
  async look(@Body() { secret }: LookAtLinkRequest): Promise<OneTimeLinkView> {
    return OneTimeLinkView.of(await this.links.look(new Secret(secret)));
  }

  /** Uses a link: the password is set, all older sessions of the account end, and this browser is signed in. */
  @Post('redeem')
  @HttpCode(200)
  async redeem(
    @Body() { secret, password, name, email, tenantName }: RedeemLinkRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    refuseForeignPage(request);
    const opening = {
      ...{ secret: new Secret(secret), password: new Secret(password) },
      ...(name !== undefined && { name: name.trim() }),
      ...(email !== undefined && { email: emailOf(email) }),
      ...(tenantName !== undefined && { tenantName: givenName(tenantName) }),
    };
    return this.desk.welcome(reply, await this.links.redeem(opening, this.desk.approachOf(request)));
  }
}
