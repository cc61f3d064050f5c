import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { Secret } from '../../kernel/secret.js';
import type { SignableRequest } from '../contract/credential.js';
import type { FieldValues } from '../contract/fields.js';
import type { SignatureFacts } from '../contract/oauth1.js';
import { authorizationHeader, OAuth1Signer, type OAuthParameters } from './oauth1-signature.js';

/** Whose requests are signed: of a client, and of a token once there is one. */
export interface Signing {
  readonly facts: SignatureFacts;
  readonly values: FieldValues;
  readonly token?: { readonly id: string; readonly secret: Secret };
  /** Further `oauth_` parameters of this request. */
  readonly added?: OAuthParameters;
}

/** Signs the requests of one client or one token; what is the same for all of them is made once. */
export class RequestSigner {
  readonly #clock: Clock;
  readonly #signer: OAuth1Signer;
  readonly #realm: string;
  readonly #ofAll: OAuthParameters;
  readonly #added: OAuthParameters | undefined;

  constructor({ facts, values, token, added }: Signing, clock: Clock) {
    const consumer = facts.consumer(values);
    const algorithm = facts.chosenAlgorithm?.(values) ?? facts.algorithm;
    this.#clock = clock;
    this.#realm = facts.realm(values);
    this.#ofAll = {
      oauth_consumer_key: consumer.key,
      ...(token === undefined ? {} : { oauth_token: token.id }),
      oauth_signature_method: algorithm,
    };
    this.#added = added;
    this.#signer = new OAuth1Signer({
      algorithm,
      consumerSecret: consumer.secret.reveal('sign requests'),
      tokenSecret: token?.secret.reveal('sign requests') ?? '',
    });
  }

  /** The `Authorization` header of one request (RFC 5849 section 3). @throws BrokerError `request-not-signable` */
  headerOf(request: SignableRequest): Secret {
    const parameters: OAuthParameters = {
      ...this.#ofAll,
      oauth_timestamp: String(Math.floor(this.#clock.now().getTime() / 1000)),
      // NetSuite takes 6 to 64 letters and digits and refuses the same nonce twice.
      oauth_nonce: randomUUID().replaceAll('-', ''),
      oauth_version: '1.0',
      ...this.#added,
    };
    const signature = this.#signer.signatureOf(request, parameters);
    return new Secret(authorizationHeader(this.#realm, { ...parameters, oauth_signature: signature }));
  }
}
