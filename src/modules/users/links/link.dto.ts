import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';
import { IsName } from '../../api/requests/name.validator.js';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import { IsPersonName } from '../person-name.validator.js';
import { MOST_PASSWORD_TEXT } from '../sessions/session.dto.js';
import type { LookedAt } from './link-accounts.js';
import type { LinkPurpose } from './one-time-link.entity.js';

export class LookAtLinkRequest {
  /** What stands behind the # of the link. */
  @IsString()
  @MaxLength(100)
  secret!: string;
}

export class RedeemLinkRequest extends LookAtLinkRequest {
  /** At least 12 characters; no kinds of characters are asked for. */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_TEXT)
  password!: string;

  /** Of the person. Needed for the first admin; an invitation may correct it. */
  @MayBeAbsent()
  @IsPersonName()
  name?: string;

  /** Needed for the first admin. */
  @MayBeAbsent()
  @IsEmail({ require_tld: false })
  @MaxLength(254)
  email?: string;

  /** Needed for the first admin: 1 to 100 letters, digits and spaces. */
  @MayBeAbsent()
  @IsName()
  tenantName?: string;
}

export class OneTimeLinkView {
  /** first-admin, invitation or reset. */
  purpose!: LinkPurpose;
  /** Absent for the first admin. */
  email?: string;
  name?: string;
  tenantName?: string;
  /** ISO 8601, UTC. */
  expiresAt!: string;

  static of({ link, user, tenantName }: LookedAt): OneTimeLinkView {
    return Object.assign(new OneTimeLinkView(), {
      purpose: link.purpose,
      ...(user && { email: user.email, name: user.name }),
      ...(tenantName !== undefined && { tenantName }),
      expiresAt: link.expiresAt.toISOString(),
    });
  }
}
