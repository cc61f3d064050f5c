import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { pagePlace, readPage } from '../api/cursor.js';
import { IfMatch, Precondition, sendEtag } from '../api/etag.js';
import { Idempotent } from '../api/idempotency/idempotent.decorator.js';
import { ApiIdempotent, ApiIfMatch } from '../api/openapi/openapi.decorators.js';
import { CurrentCaller } from '../callers/caller.decorators.js';
import type { Caller } from '../callers/caller.js';
import { emailOf } from './user-account.js';
import { UserChanges } from './user-changes.js';
import {
  ChangeUserRequest,
  InvitedUserView,
  InviteUserRequest,
  ListUsersQuery,
  MadeLinkView,
  UserPage,
  UserView,
} from './users.dto.js';
import { type ListedUser, UsersService } from './users.service.js';

const LIST: { readonly name: string; keyOf(listed: ListedUser): string } = {
  name: 'users',
  keyOf: ({ user }) => user.id,
};

/** The people of the caller's tenant; for whoever manages the tenant. */
@ApiTags('Users')
@ApiBearerAuth()
@Controller('v1/users')
export class UsersController {
  constructor(
    private readonly users: UsersService,
    private readonly changes: UserChanges,
  ) {}

  /** Invites somebody. The answer shows the one-time link, to be handed over by you. */
  @Post()
  @Idempotent()
  @ApiIdempotent()
  async invite(
    @CurrentCaller() caller: Caller,
    @Body() { email, name, role, appIds = [] }: InviteUserRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<InvitedUserView> {
    const invited = await this.users.invite(caller, { email: emailOf(email), name, role, appIds });
    sendEtag(reply, invited.user.version);
    return InvitedUserView.ofInvited(invited);
  }

  /** Lists users in the order they were invited. */
  @Get()
  async list(@CurrentCaller() caller: Caller, @Query() query: ListUsersQuery): Promise<UserPage> {
    const page = await readPage(LIST, pagePlace(LIST.name, query), (place) => this.users.list(caller, place));
    return { ...page, items: page.items.map(UserView.of) };
  }

  /** Shows one user. */
  @Get(':userId')
  async get(
    @CurrentCaller() caller: Caller,
    @Param('userId') userId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    const listed = await this.users.get(caller, userId);
    sendEtag(reply, listed.user.version);
    return UserView.of(listed);
  }

  /** Changes name, role or apps, or disables the account; in force on the user's very next request. */
  @Patch(':userId')
  @ApiIfMatch()
  async change(
    @CurrentCaller() caller: Caller,
    @Param('userId') userId: string,
    @IfMatch() precondition: Precondition,
    @Body() wish: ChangeUserRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserView> {
    const listed = await this.users.get(caller, userId);
    const changed = await this.changes.change(caller, { listed, precondition }, wish);
    sendEtag(reply, changed.user.version);
    return UserView.of(changed);
  }

  /** Removes a user with all sessions. What he made stays; keys that he made are revoked one by one. */
  @Delete(':userId')
  @HttpCode(204)
  @ApiIfMatch()
  async remove(
    @CurrentCaller() caller: Caller,
    @Param('userId') userId: string,
    @IfMatch() precondition: Precondition,
  ): Promise<void> {
    await this.changes.remove(caller, { listed: await this.users.get(caller, userId), precondition });
  }

  /** Makes a one-time link for a new password; for whoever has not joined, a new invitation. Older links stop working. */
  @Post(':userId/reset-link')
  async resetLink(@CurrentCaller() caller: Caller, @Param('userId') userId: string): Promise<MadeLinkView> {
    return MadeLinkView.of(await this.users.makeLink(caller, userId));
  }

  /** Signs the user out everywhere. */
  @Delete(':userId/sessions')
  @HttpCode(204)
  async signOut(@CurrentCaller() caller: Caller, @Param('userId') userId: string): Promise<void> {
    await this.changes.signOut(caller, await this.users.get(caller, userId));
  }
}
