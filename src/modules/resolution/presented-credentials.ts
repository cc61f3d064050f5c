import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Credential } from '../../connectors/contract/credential.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { bindingOf, TokenSafe } from '../tokens/token-safe.js';

const KEEP_AT_MOST = 10_000;

interface Presented {
  /** All that the sealed values are bound to, and the sealed values: another row opens anew, and may refuse. */
  readonly opensAs: string;
  readonly credential: Credential;
}

/**
 * Opens each generation of a token once. Whether the generation still stands is not decided here: the row that comes
 * in was just read.
 */
@Injectable()
export class PresentedCredentials {
  readonly #ofRow = new WeakMap<AccessToken, Promise<Credential>>();
  readonly #ofToken = new LRUCache<string, Presented>({ max: KEEP_AT_MOST });

  constructor(
    private readonly safe: TokenSafe,
    private readonly connectors: ConnectorsService,
  ) {}

  /** A thousand who wait for the same renewal share its opening. @throws sealed-value-refused, nothing-issued */
  of(token: AccessToken): Promise<Credential> {
    const known = this.#ofRow.get(token);
    if (known) return known;
    const opening = this.open(token);
    this.#ofRow.set(token, opening);
    opening.catch(() => this.#ofRow.delete(token));
    return opening;
  }

  private async open(token: AccessToken): Promise<Credential> {
    const opensAs = [token.generation, bindingOf(token), token.sealedFields, token.sealedIssued].join(' ');
    const presented = this.#ofToken.get(token.id);
    if (presented?.opensAs === opensAs) return presented.credential;
    const credential = this.connectors.present(await this.safe.open(token));
    this.#ofToken.set(token.id, { opensAs, credential });
    return credential;
  }
}
