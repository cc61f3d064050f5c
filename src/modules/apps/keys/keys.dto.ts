import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsIn,
  IsISO8601,
  IsString,
  Matches,
  MaxLength,
  MinLength,
} from 'class-validator';
import { PageQuery } from '../../api/page.dto.js';
import { MayBeAbsent } from '../../api/requests/optional.validator.js';
import type { CallerKeyEntity } from '../../callers/caller-key.entity.js';
import type { CreatedKey } from '../../callers/caller-keys.js';
import { RIGHTS, type Right } from '../../callers/rights.js';

/** ISO 8601 also has weeks, days of the year and local times, which name no instant or one that Date cannot read. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

export class CreateKeyRequest {
  /** For people: who uses it. */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name!: string;

  /** Rights that the key which makes this one has itself. */
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(RIGHTS.length)
  @IsIn(RIGHTS, { each: true })
  rights!: Right[];

  /** Binds the key to one app, where alone it has its rights: manage-app and run at most. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  appId?: string;

  /** ISO 8601 with a time zone. At the latest, and if it is left out, the key ends with the key that made it. */
  @MayBeAbsent()
  @IsISO8601({ strict: true, strictSeparator: true })
  @Matches(INSTANT, { message: 'expiresAt must have a date, a time and a time zone: 2030-01-31T12:00:00Z' })
  @MaxLength(40)
  expiresAt?: string;
}

export class ListKeysQuery extends PageQuery {
  /** Only the keys of this app. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(64)
  appId?: string;
}

export class KeyView {
  id!: string;
  name!: string;
  rights!: Right[];
  appId?: string;
  state!: 'active' | 'expired' | 'revoked';
  /** Id of the caller who made it. */
  createdBy!: string;
  /** ISO 8601, UTC. */
  createdAt!: string;
  /** ISO 8601, UTC. */
  expiresAt?: string;
  /** ISO 8601, UTC. */
  revokedAt?: string;
  /** ISO 8601, UTC; up to 30 seconds behind. */
  lastUsedAt?: string;

  static of(key: CallerKeyEntity, now: Date): KeyView {
    return Object.assign(new KeyView(), {
      id: key.id,
      name: key.name,
      rights: [...key.rights],
      ...(key.appId !== null && { appId: key.appId }),
      state: stateOf(key, now),
      createdBy: key.createdBy,
      createdAt: key.createdAt.toISOString(),
      ...(key.expiresAt && { expiresAt: key.expiresAt.toISOString() }),
      ...(key.revokedAt && { revokedAt: key.revokedAt.toISOString() }),
      ...(key.lastUsedAt && { lastUsedAt: key.lastUsedAt.toISOString() }),
    });
  }
}

export class CreatedKeyView extends KeyView {
  /** The key itself. It is shown in this answer only; store it now. */
  key!: string;

  static ofCreated({ row, key }: CreatedKey, now: Date): CreatedKeyView {
    return Object.assign(new CreatedKeyView(), KeyView.of(row, now), {
      key: key.reveal('to show it once to its creator'),
    });
  }
}

export class KeyPage {
  items!: KeyView[];
  /** Absent on the last page. */
  nextCursor?: string;
}

function stateOf({ revokedAt, expiresAt }: CallerKeyEntity, now: Date): KeyView['state'] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= now ? 'expired' : 'active';
}
