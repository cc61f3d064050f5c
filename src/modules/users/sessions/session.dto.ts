import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import type { Caller } from '../../callers/caller.js';
import type { Right } from '../../callers/rights.js';
import type { Role } from '../../callers/users/roles.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import type { UserSessionEntity } from '../../callers/users/user-session.entity.js';
import type { TenantEntity } from '../../tenants/tenant.entity.js';

/** Far beyond any password; what is longer is refused before it is hashed. */
export const MOST_PASSWORD_TEXT = 1_000;

export class SignInRequest {
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email!: string;

  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_TEXT)
  password!: string;

  /** Only where address and password open accounts of several tenants. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  tenantId?: string;
}

export class ChangePasswordRequest {
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_TEXT)
  current!: string;

  /** At least 12 characters; no kinds of characters are asked for. */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_TEXT)
  next!: string;
}

export class SessionUserView {
  userId!: string;
  email!: string;
  name!: string;
  /** admin or designer. */
  role!: Role;
}

export class SessionTenantView {
  tenantId!: string;
  name!: string;
}

export class SessionAppView {
  appId!: string;
  rights!: Right[];
}

export class SessionView {
  user!: SessionUserView;
  tenant!: SessionTenantView;
  /** Rights in the whole tenant. */
  rights!: Right[];
  /** Of a designer: his apps, with his rights there. An admin has his rights in every app. */
  apps!: SessionAppView[];
  /** To be sent as X-CSRF-Token with every request that changes something. */
  csrfToken!: string;
  /** When the session ends however much it is used; ISO 8601, UTC. */
  endsAt!: string;

  static of(session: {
    readonly user: UserEntity;
    readonly tenant: TenantEntity;
    readonly caller: Pick<Caller, 'rights' | 'apps'>;
    readonly csrfToken: string;
    readonly endsAt: Date;
  }): SessionView {
    const { user, tenant, caller, csrfToken, endsAt } = session;
    return Object.assign(new SessionView(), {
      user: { userId: user.id, email: user.email, name: user.name, role: user.role },
      tenant: { tenantId: tenant.id, name: tenant.name },
      rights: [...caller.rights],
      apps: [...(caller.apps ?? [])].map(([appId, rights]) => ({ appId, rights: [...rights] })),
      csrfToken,
      endsAt: endsAt.toISOString(),
    });
  }
}

export class OwnSessionView {
  id!: string;
  /** Whether it is the session of this request. */
  isCurrent!: boolean;
  /** ISO 8601, UTC. */
  createdAt!: string;
  /** ISO 8601, UTC; up to a minute behind. */
  seenAt!: string;
  /** ISO 8601, UTC. */
  endsAt!: string;
  /** Network address of the sign-in. */
  address?: string;
  /** What the browser calls itself. */
  agent?: string;

  static of(session: UserSessionEntity, currentId: string): OwnSessionView {
    return Object.assign(new OwnSessionView(), {
      id: session.id,
      isCurrent: session.id === currentId,
      createdAt: session.createdAt.toISOString(),
      seenAt: session.seenAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
      ...(session.address !== null && { address: session.address }),
      ...(session.agent !== null && { agent: session.agent }),
    });
  }
}

export class OwnSessionsView {
  items!: OwnSessionView[];
}
