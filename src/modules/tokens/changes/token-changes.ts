import { Injectable } from '@nestjs/common';
import { map, type Observable, share } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Notifications } from '../../database/notices/notifications.js';
import type { ScopeKey } from '../token-scope.js';

/** A token was created, changed, renewed or removed, or its state moved. Never a value. */
export interface TokenChanged {
  readonly kind: 'created' | 'changed' | 'renewed' | 'state' | 'removed';
  readonly tenantId: string;
  readonly tokenId: string;
  readonly scopeKey: ScopeKey;
  readonly nameFolded: string;
  readonly generation: number;
}

type ChangedToken = Omit<TokenChanged, 'kind' | 'tokenId'> & { readonly id: string };

const TOPIC = 'token-changes';

/**
 * Tells rooms above that a token moved, on this replica or another, after it was stored. A hint: it may warm and wake,
 * never decide. Whoever listens also looks now and then, and at once when `gaps` says that hints were lost.
 */
@Injectable()
export class TokenChanges {
  readonly stream: Observable<TokenChanged>;
  /** Changes of other replicas may have been missed. */
  readonly gaps: Observable<void>;

  constructor(private readonly notifications: Notifications) {
    this.stream = notifications.stream(TOPIC).pipe(
      map((text): TokenChanged => JSON.parse(text)),
      share(),
    );
    this.gaps = notifications.gaps;
  }

  /** In the transaction that stores the change; told everywhere once it is committed. */
  async publish(manager: EntityManager, kind: TokenChanged['kind'], token: ChangedToken): Promise<void> {
    await this.notifications.publish(manager, TOPIC, JSON.stringify(changed(kind, token)));
  }
}

function changed(kind: TokenChanged['kind'], token: ChangedToken): TokenChanged {
  const { tenantId, id, scopeKey, nameFolded, generation } = token;
  return { kind, tenantId, tokenId: id, scopeKey, nameFolded, generation };
}
