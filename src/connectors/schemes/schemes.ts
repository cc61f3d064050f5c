import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { TokenEndpoint } from '../wire/token-endpoint.js';
import { AuthorizationCode } from './authorization-code.js';
import { ClientCredentials } from './client-credentials.js';
import { KeyExchange } from './key-exchange.js';
import type { SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { SignedRequest } from './signed-request.js';

/** Finds the handler of a connection's scheme. */
@Injectable()
export class Schemes {
  readonly #tools: SchemeTools;

  constructor(tokens: TokenEndpoint, clock: Clock) {
    this.#tools = { tokens, clock };
  }

  handlerOf(use: SchemeUse): SchemeHandler {
    const { scheme } = use;
    switch (scheme.kind) {
      case 'authorization-code':
        return new AuthorizationCode({ ...use, scheme }, this.#tools);
      case 'client-credentials':
        return new ClientCredentials({ ...use, scheme }, this.#tools);
      case 'key-exchange':
        return new KeyExchange({ ...use, scheme }, this.#tools);
      case 'signed-request':
        return new SignedRequest({ ...use, scheme }, this.#tools);
    }
  }
}
