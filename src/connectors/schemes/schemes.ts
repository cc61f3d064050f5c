import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { IssuerMetadata } from '../wire/token/issuer-metadata.js';
import { SignedTokenEndpoint } from '../wire/token/signed-token-endpoint.js';
import { TokenEndpoint } from '../wire/token-endpoint.js';
import { AuthorizationCode } from './authorization-code.js';
import { ClientCredentials } from './client-credentials.js';
import { DeviceCode } from './device-code.js';
import { JwtBearer } from './jwt-bearer.js';
import { KeyExchange } from './key-exchange.js';
import type { SchemeHandler, SchemeTools, SchemeUse } from './scheme-handler.js';
import { SignedConsent } from './signed-consent.js';
import { SignedRequest } from './signed-request.js';
import { StaticSecret } from './static-secret.js';
import { TokenExchange } from './token-exchange.js';

/** Finds the handler of a connection's scheme. */
@Injectable()
export class Schemes {
  readonly #tools: SchemeTools;

  constructor(tokens: TokenEndpoint, signed: SignedTokenEndpoint, issuers: IssuerMetadata, clock: Clock) {
    this.#tools = { tokens, signed, issuers, clock };
  }

  handlerOf(use: SchemeUse): SchemeHandler {
    const { scheme } = use;
    switch (scheme.kind) {
      case 'authorization-code':
        return new AuthorizationCode({ ...use, scheme }, this.#tools);
      case 'client-credentials':
        return new ClientCredentials({ ...use, scheme }, this.#tools);
      case 'jwt-bearer':
        return new JwtBearer({ ...use, scheme }, this.#tools);
      case 'key-exchange':
        return new KeyExchange({ ...use, scheme }, this.#tools);
      case 'signed-request':
        return new SignedRequest({ ...use, scheme }, this.#tools);
      case 'static-secret':
        return new StaticSecret({ ...use, scheme }, this.#tools);
      case 'device-code':
        return new DeviceCode({ ...use, scheme }, this.#tools);
      case 'signed-consent':
        return new SignedConsent({ ...use, scheme }, this.#tools);
      case 'token-exchange':
        return new TokenExchange({ ...use, scheme }, this.#tools);
    }
  }
}
