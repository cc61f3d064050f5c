import { randomUUID } from 'node:crypto';
import type { Clock } from '../../kernel/clock.js';
import { Secret } from '../../kernel/secret.js';
import type { SignableRequest } from '../contract/credential.js';
import type { FieldValues } from '../contract/fields.js';
import type { SignatureFacts } from '../contract/oauth1.js';
import { authorizationHeader, type OAuthParameters, signatureOf } from './oauth1-signature.js';

/** Whose requests are signed: of a client, and of a token once there is one. */
export interface Signing {
  readonly facts: SignatureFacts;
  readonly values: FieldValues;
  readonly token?: { readonly id: string; readonly secret: Secret };
  /** Further `oauth_` parameters of this request. */
  readonly added?: OAuthParameters;
}

/** The `Authorization` header of one request (RFC 5849 section 3). @throws BrokerError `request-not-signable` */
export function signedHeader(request: SignableRequest, { facts, values, token, added }: Signing, clock: Clock): Secret {
  const consumer = facts.consumer(values);
  const algorithm = facts.chosenAlgorithm?.(values) ?? facts.algorithm;
  const parameters: OAuthParameters = {
    oauth_consumer_key: consumer.key,
    ...(token === undefined ? {} : { oauth_token: token.id }),
    oauth_signature_method: algorithm,
    oauth_timestamp: String(Math.floor(clock.now().getTime() / 1000)),
    // NetSuite takes 6 to 64 letters and digits and refuses the same nonce twice.
    oauth_nonce: randomUUID().replaceAll('-', ''),
    oauth_version: '1.0',
    ...added,
  };
  const signature = signatureOf(request, parameters, {
    algorithm,
    consumerSecret: consumer.secret.reveal('sign a request'),
    tokenSecret: token?.secret.reveal('sign a request') ?? '',
  });
  return new Secret(authorizationHeader(facts.realm(values), { ...parameters, oauth_signature: signature }));
}
