import { ArrayMaxSize, IsArray, IsBoolean, IsEmail, IsIn, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../api/page.dto.js';
import { MayBeAbsent } from '../api/requests/optional.validator.js';
import { ROLES, type Role } from '../callers/users/roles.js';
import type { MadeLink } from './links/one-time-links.js';
import { IsPersonName } from './person-name.validator.js';
import type { Invited, ListedUser } from './users.service.js';

const MOST_APPS = 500;

export class InviteUserRequest {
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email!: string;

  @IsPersonName()
  name!: string;

  /** An admin has all rights in the tenant; a designer manages and runs his apps and sees the global tokens. */
  @IsIn(ROLES)
  role!: Role;

  /** The apps of a designer. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MOST_APPS)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  appIds?: string[];
}

export class ChangeUserRequest {
  @MayBeAbsent()
  @IsPersonName()
  name?: string;

  @MayBeAbsent()
  @IsIn(ROLES)
  role?: Role;

  /** The apps of a designer, all of them. */
  @MayBeAbsent()
  @IsArray()
  @ArrayMaxSize(MOST_APPS)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  appIds?: string[];

  /** A disabled user cannot sign in; all sessions end. */
  @MayBeAbsent()
  @IsBoolean()
  isDisabled?: boolean;
}

export class ListUsersQuery extends PageQuery {}

export class UserView {
  id!: string;
  email!: string;
  name!: string;
  /** admin or designer. */
  role!: Role;
  /** The apps of a designer. */
  appIds!: string[];
  /** invited until the link was opened. */
  state!: 'invited' | 'active' | 'disabled';
  /** ISO 8601, UTC. */
  createdAt!: string;
  /** ISO 8601, UTC. */
  lastSignedInAt?: string;

  static of({ user, appIds }: ListedUser): UserView {
    return Object.assign(new UserView(), viewOf({ user, appIds }));
  }
}

export class MadeLinkView {
  /** Opens once. It is shown in this answer only; hand it over yourself, Latchkey sends no mail. */
  url!: string;
  /** ISO 8601, UTC. */
  expiresAt!: string;

  static of({ url, expiresAt }: MadeLink): MadeLinkView {
    const shown = { url: url.reveal('to show it once to the admin'), expiresAt: expiresAt.toISOString() };
    return Object.assign(new MadeLinkView(), shown);
  }
}

export class InvitedUserView extends UserView {
  link!: MadeLinkView;

  static ofInvited(invited: Invited): InvitedUserView {
    return Object.assign(new InvitedUserView(), viewOf(invited), { link: MadeLinkView.of(invited.link) });
  }
}

export class UserPage {
  items!: UserView[];
  /** Absent on the last page. */
  nextCursor?: string;
}

function viewOf({ user, appIds }: ListedUser): UserView {
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role: user.role,
    appIds: [...appIds],
    state: stateOf(user),
    createdAt: user.createdAt.toISOString(),
    ...(user.lastSignedInAt && { lastSignedInAt: user.lastSignedInAt.toISOString() }),
  };
}

function stateOf({ joinedAt, disabledAt }: ListedUser['user']): UserView['state'] {
  if (disabledAt) return 'disabled';
  return joinedAt ? 'active' : 'invited';
}
