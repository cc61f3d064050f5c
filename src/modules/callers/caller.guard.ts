import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Authentication } from './authentication.js';
import { PUBLIC, rememberCaller } from './caller.decorators.js';
import type { Caller } from './caller.js';
import { requireOwnPage } from './users/own-page.js';
import { SessionCallers } from './users/session-callers.js';
import { SessionCookies } from './users/session-cookies.js';

/** Stands before every route: who has neither key nor session comes no further, except where a route says `@Public()`. */
@Injectable()
export class CallerGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authentication: Authentication,
    private readonly sessions: SessionCallers,
    private readonly cookies: SessionCookies,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()])) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    rememberCaller(request, await this.#callerOf(request));
    return true;
  }

  /** A key counts before a session: a program that says who it is means it. */
  async #callerOf(request: FastifyRequest): Promise<Caller> {
    const { authorization } = request.headers;
    const approach = { address: request.ip, requestId: request.id };
    const cookie = authorization === undefined ? this.cookies.sessionOf(request) : undefined;
    if (cookie === undefined) return this.authentication.authenticate({ ...approach, authorization });
    const caller = await this.sessions.authenticate({ ...approach, cookie });
    requireOwnPage(request, cookie);
    return caller;
  }
}
