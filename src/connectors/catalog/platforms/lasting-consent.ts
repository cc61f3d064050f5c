import { type Method, method } from '../../contract/connector.js';
import { secret, text } from '../../contract/fields.js';
import type { RequestProbe } from '../../contract/probe.js';
import type { RenewalFacts } from '../../contract/renewal-facts.js';

/** Token credentials work until somebody revokes them: RFC 5849 section 2.3 names no lifetime. */
export const LASTING_CREDENTIALS: RenewalFacts = {
  rates: ['disabled'],
  defaultRate: 'disabled',
  rotatesRefreshToken: 'never',
  issuesRefreshToken: false,
};

export interface LastingConsent {
  /** Where key and secret of the consumer stand. */
  readonly place: string;
  /** The first step of the vendor's half: how a consumer is registered. */
  readonly registration: string;
  readonly temporaryUrl: string;
  readonly authorizeUrl: string;
  readonly authorizeParams?: Readonly<Record<string, string>>;
  readonly tokenUrl: string;
  readonly baseUrl: string;
  /** Asks who consented. */
  readonly probe: Pick<RequestProbe, 'url' | 'headers' | 'identity'>;
}

/** A person consents by OAuth 1.0a (RFC 5849 section 2) at a vendor with fixed addresses, once and for all. */
export function lastingConsent(vendor: LastingConsent): Method {
  const { place, registration, baseUrl, authorizeParams } = vendor;
  return method({
    key: 'oauth1',
    title: 'OAuth 1.0a',
    fields: { consumerKey: text('Consumer key', place), consumerSecret: secret('Consumer secret', place) },
    setup: [
      registration,
      'Paste the Callback URL of this form where the application asks for it, and copy Consumer key and Consumer secret into this form.',
    ],
    scheme: {
      kind: 'signed-consent',
      algorithm: 'HMAC-SHA1',
      realm: () => '',
      consumer: ({ consumerKey, consumerSecret }) => ({ key: consumerKey, secret: consumerSecret }),
      temporaryUrl: () => vendor.temporaryUrl,
      authorizeUrl: () => vendor.authorizeUrl,
      ...(authorizeParams && { authorizeParams }),
      tokenUrl: () => vendor.tokenUrl,
      redirectUriLabel: 'Callback URL',
    },
    issueLabel: 'Get OAuth 1.0a Access Token',
    renewal: LASTING_CREDENTIALS,
    baseUrl: () => baseUrl,
    probe: () => ({ kind: 'request', method: 'GET', ...vendor.probe }),
  });
}
