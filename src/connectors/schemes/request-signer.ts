import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { Secret } from '../../kernel/secret.js';
import type { SignableRequest } from '../contract/credential.js';
import type { FieldValues } from '../contract/fields.js';
import type { OAuth1Algorithm, SignatureFacts } from '../contract/oauth1.js';
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
  readonly #signing: Signing;
  readonly #clock: Clock;
  readonly #consumerKey: string;
  readonly #algorithm: OAuth1Algorithm;
  readonly #realm: string;
  readonly #signer: OAuth1Signer;

  constructor(signing: Signing, clock: Clock) {
    const { facts, values, token } = signing;
    const consumer = facts.consumer(values);
    this.#signing = signing;
    this.#clock = clock;
    this.#consumerKey = consumer.key;
    this.#algorithm = facts.chosenAlgorithm?.(values) ?? facts.algorithm;
    this.#realm = facts.realm(values);
    this.#signer = new OAuth1Signer({
      algorithm: this.#algorithm,
      consumerSecret: consumer.secret.reveal('sign requests'),
      tokenSecret: token?.secret.reveal('sign requests') ?? '',
    });
  }

  /** The `Authorization` header of one request (RFC 5849 section 3). @throws BrokerError `request-not-signable` */
  headerOf(request: SignableRequest): Secret {
    const { token, added } = this.#signing;
    // Written one by one: objects that are spread into one another cost more here than the signature.
    const parameters: Record<`oauth_${string}`, string> = {
      oauth_consumer_key: this.#consumerKey,
      oauth_signature_method: this.#algorithm,
      oauth_timestamp: String(Math.floor(this.#clock.now().getTime() / 1000)),
      // NetSuite takes 6 to 64 letters and digits and refuses the same nonce twice.
      oauth_nonce: randomUUID().replaceAll('-', ''),
      oauth_version: '1.0',
    };
    if (token !== undefined) parameters.oauth_token = token.id;
    if (added !== undefined) Object.assign(parameters, added);
    parameters.oauth_signature = this.#signer.signatureOf(request, parameters);
    return new Secret(authorizationHeader(this.#realm, parameters));
  }
}
