import type { Clock } from '../../kernel/clock.js';
import type { Consent } from '../contract/connection.js';
import type { IssuedToken } from '../contract/issued-token.js';
import type { StaticSecretScheme } from '../contract/secret-parts.js';
import { proofOf } from './proof-parts.js';
import type { SchemeCredential, SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { verbUnknown } from './schemes.errors.js';

/** What was typed is what each request carries; nothing is issued and nothing expires. */
export class StaticSecret implements SchemeHandler {
  readonly #use: SchemeUse<StaticSecretScheme>;
  readonly #clock: Clock;

  constructor(use: SchemeUse<StaticSecretScheme>, { clock }: Pick<SchemeTools, 'clock'>) {
    this.#use = use;
    this.#clock = clock;
  }

  async begin(): Promise<Consent> {
    throw verbUnknown('ask for consent', this.#use.scheme.kind);
  }

  async issue(): Promise<IssuedToken> {
    throw verbUnknown('be issued a token', this.#use.scheme.kind);
  }

  async renew(): Promise<IssuedToken> {
    throw verbUnknown('be renewed', this.#use.scheme.kind);
  }

  present(): SchemeCredential {
    const { scheme, values } = this.#use;
    return proofOf(scheme.present(values), this.#clock);
  }
}
