import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';
import { newId } from '../../../kernel/ids.js';
import { Secret } from '../../../kernel/secret.js';
import { digestOf } from '../../callers/key-format.js';
import { randomText } from '../../callers/users/session-format.js';
import type { UserEntity } from '../../callers/users/user.entity.js';
import { Database } from '../../database/database.js';
import { linkExpired, linkUnknown, linkUsed } from '../users.errors.js';
import { type LinkPurpose, OneTimeLinkEntity } from './one-time-link.entity.js';

const HOUR = 60 * 60_000;

/** How long each link opens, milliseconds. An invitation may wait over a holiday; a reset is asked for by someone waiting. */
export const LINK_LIFE: Readonly<Record<LinkPurpose, number>> = {
  'first-admin': 24 * HOUR,
  invitation: 7 * 24 * HOUR,
  reset: 24 * HOUR,
};

/** The one row of the first admin's link: a newer one takes the place of the older. */
const FIRST_ADMIN = 'first-admin';

export interface MadeLink {
  /** With the secret in the fragment, which browsers send to nobody. */
  readonly url: Secret;
  readonly expiresAt: Date;
}

/** Links that open once. Stored are digests: who reads the database can open nothing. */
@Injectable()
export class OneTimeLinks {
  constructor(
    private readonly database: Database,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Any older link of the user stops counting. */
  async make(manager: EntityManager, { id: userId, tenantId }: UserEntity, purpose: LinkPurpose): Promise<MadeLink> {
    await this.withdraw(manager, userId);
    return this.#insert(manager, { id: newId('link'), purpose, userId, tenantId });
  }

  /** The one link of an empty installation. */
  async makeFirst(manager: EntityManager): Promise<MadeLink> {
    await manager.delete(OneTimeLinkEntity, { id: FIRST_ADMIN });
    return this.#insert(manager, { id: FIRST_ADMIN, purpose: FIRST_ADMIN, userId: null, tenantId: null });
  }

  /** The link of this secret, if it still opens. @throws link-unknown, link-used, link-expired */
  async find(secret: Secret): Promise<OneTimeLinkEntity> {
    const digest = digestOf(secret.reveal('to find the link'));
    const link = await this.database.reader.findOneBy(OneTimeLinkEntity, { digest });
    if (!link) throw linkUnknown();
    if (link.usedAt) throw linkUsed();
    if (link.expiresAt <= this.clock.now()) throw linkExpired();
    return link;
  }

  /** Of several who open the link at the same moment, one does. @throws link-used */
  async use(manager: EntityManager, { id, digest }: OneTimeLinkEntity): Promise<void> {
    const now = this.clock.now();
    const open = { id, digest, usedAt: IsNull(), expiresAt: MoreThan(now) };
    if ((await manager.update(OneTimeLinkEntity, open, { usedAt: now })).affected !== 1) throw linkUsed();
  }

  async withdraw(manager: EntityManager, userId: string): Promise<void> {
    await manager.delete(OneTimeLinkEntity, { userId });
  }

  async deleteOfTenant(manager: EntityManager, tenantId: string): Promise<void> {
    await manager.delete(OneTimeLinkEntity, { tenantId });
  }

  async #insert(
    manager: EntityManager,
    link: Pick<OneTimeLinkEntity, 'id' | 'purpose' | 'userId' | 'tenantId'>,
  ): Promise<MadeLink> {
    const secret = randomText();
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + LINK_LIFE[link.purpose]);
    await manager.insert(OneTimeLinkEntity, { ...link, digest: digestOf(secret), createdAt, expiresAt, usedAt: null });
    return { url: new Secret(`${this.configuration.publicUrl}/welcome#${secret}`), expiresAt };
  }
}
