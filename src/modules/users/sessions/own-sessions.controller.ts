import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { CurrentCaller } from '../../callers/caller.decorators.js';
import type { Caller } from '../../callers/caller.js';
import { OwnSessionsView, OwnSessionView } from './session.dto.js';
import { requireUser, SessionOwner } from './session-owner.js';

/** The browsers in which a user has signed in. */
@ApiTags('Session')
@ApiBearerAuth()
@Controller('v1/sessions')
export class OwnSessionsController {
  constructor(private readonly owner: SessionOwner) {}

  /** Lists one's own sessions that have not ended, the newest first. */
  @Get()
  async list(@CurrentCaller() caller: Caller): Promise<OwnSessionsView> {
    const userCaller = requireUser(caller);
    const sessions = await this.owner.list(userCaller);
    return { items: sessions.map((session) => OwnSessionView.of(session, userCaller.sessionId)) };
  }

  /** Ends all of one's own sessions but this one. */
  @Delete()
  @HttpCode(204)
  async revokeOthers(@CurrentCaller() caller: Caller): Promise<void> {
    await this.owner.revokeOthers(requireUser(caller));
  }

  /** Ends one of one's own sessions; in force on its very next request. */
  @Delete(':sessionId')
  @HttpCode(204)
  async revoke(@CurrentCaller() caller: Caller, @Param('sessionId') sessionId: string): Promise<void> {
    await this.owner.revoke(requireUser(caller), sessionId);
  }
}
