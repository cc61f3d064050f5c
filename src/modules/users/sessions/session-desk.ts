import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../../kernel/clock.js';
import { SessionCallers } from '../../callers/users/session-callers.js';
import { SessionCookies } from '../../callers/users/session-cookies.js';
import { csrfTokenOf } from '../../callers/users/session-format.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import type { UserSessionEntity } from '../../callers/users/user-session.entity.js';
import { TenantsService } from '../../tenants/tenants.service.js';
import { SessionView } from './session.dto.js';
import type { BrowserApproach } from './sign-in-attempts.js';
import type { SignedIn } from './sign-ins.js';

interface ShownSession {
  readonly user: UserEntity;
  readonly session: UserSessionEntity;
  readonly cookie: string;
}

/** Between a browser and its session: what it brings, and what it is handed. */
@Injectable()
export class SessionDesk {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly callers: SessionCallers,
    private readonly tenants: TenantsService,
    private readonly clock: Clock,
  ) {}

  approachOf(request: FastifyRequest): BrowserApproach {
    const agent = request.headers['user-agent'];
    const [cookie, browser] = [this.cookies.sessionOf(request), this.cookies.browserOf(request)];
    return {
      address: request.ip,
      requestId: request.id,
      ...(agent !== undefined && { agent }),
      ...(cookie !== undefined && { cookie }),
      ...(browser !== undefined && { browser }),
    };
  }

  /** Hands the browser its cookies, and the page what it shows. */
  async welcome(reply: FastifyReply, { user, session, browser }: SignedIn): Promise<SessionView> {
    const { row, cookie } = session;
    const seconds = Math.round((row.endsAt.getTime() - this.clock.now().getTime()) / 1_000);
    this.cookies.send(reply, { cookie, seconds }, browser);
    return this.view({
      user,
      session: row,
      cookie: cookie.reveal('to derive the token that the page proves itself with'),
    });
  }

  dismiss(reply: FastifyReply): void {
    this.cookies.clear(reply);
  }

  async view({ user, session, cookie }: ShownSession): Promise<SessionView> {
    const [tenant, caller] = await Promise.all([this.tenants.get(user.tenantId), this.callers.rightsOf(user)]);
    return SessionView.of({ user, tenant, caller, csrfToken: csrfTokenOf(cookie), endsAt: session.endsAt });
  }
}
