import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { LiveHints } from '../../events/streams/live-hints.js';
import { appOfScope } from '../token-scope.js';
import { TokenChanges } from './token-changes.js';

/** Tells those who listen to events of every change of a token, routine renewals included. */
@Injectable()
export class TokenHints implements OnModuleInit, OnModuleDestroy {
  #subscription: Subscription | undefined;

  constructor(
    private readonly changes: TokenChanges,
    private readonly hints: LiveHints,
  ) {}

  onModuleInit(): void {
    this.#subscription = this.changes.stream.subscribe(({ tenantId, tokenId, scopeKey, kind, generation }) => {
      const appId = appOfScope(scopeKey) ?? null;
      this.hints.tell({ tenantId, appId, subjectKind: 'access-token', subjectId: tokenId, change: kind, generation });
    });
  }

  onModuleDestroy(): void {
    this.#subscription?.unsubscribe();
  }
}
