import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Observable, Subject } from 'rxjs';
import type { ScopeKey } from './token-scope.js';

/** A token was created, changed, renewed or removed, or its state moved. Never a value. */
export interface TokenChanged {
  readonly kind: 'created' | 'changed' | 'renewed' | 'state' | 'removed';
  readonly tenantId: string;
  readonly tokenId: string;
  readonly scopeKey: ScopeKey;
  readonly nameFolded: string;
  readonly generation: number;
}

/** Tells rooms above that a token moved, after it was stored. A hint inside this process: it may warm, never decide. */
@Injectable()
export class TokenChanges implements OnApplicationShutdown {
  readonly #subject = new Subject<TokenChanged>();
  readonly stream: Observable<TokenChanged> = this.#subject.asObservable();

  announce(kind: TokenChanged['kind'], token: Omit<TokenChanged, 'kind' | 'tokenId'> & { readonly id: string }): void {
    const { tenantId, id, scopeKey, nameFolded, generation } = token;
    this.#subject.next({ kind, tenantId, tokenId: id, scopeKey, nameFolded, generation });
  }

  onApplicationShutdown(): void {
    this.#subject.complete();
  }
}
