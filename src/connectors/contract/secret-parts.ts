import type { Secret } from '../../kernel/secret.js';
import type { Fields, FieldValues } from './fields.js';
import type { ClientCertificate } from './oauth-client.js';

/** What was typed is what each request carries: an API key, a password, a token that never changes. */
export interface StaticSecretScheme<F extends Fields = Fields> {
  readonly kind: 'static-secret';
  /** Everything that a request carries. A part whose value is empty is left out. */
  present(values: FieldValues<F>): readonly SecretPart[];
}

/** One part of what proves who asks. */
export type SecretPart =
  /** The prefix stands before the value as it is, with the space or `=` that sets them apart. */
  | { readonly in: 'header'; readonly name: string; readonly prefix?: string; readonly value: string | Secret }
  /** Lines of `Name: value`. */
  | { readonly in: 'headers'; readonly lines: Secret }
  | { readonly in: 'query'; readonly name: string; readonly value: string | Secret }
  | { readonly in: 'cookie'; readonly name: string; readonly value: string | Secret }
  /** RFC 7617. */
  | { readonly in: 'basic'; readonly user: string | Secret; readonly password: string | Secret }
  /** RFC 6750 section 2.1. */
  | { readonly in: 'bearer'; readonly token: string | Secret }
  /** Mutual TLS. Whatever has such a part never leaves the service. */
  | ({ readonly in: 'certificate' } & ClientCertificate)
  /** A UsernameToken in each SOAP message (OASIS Web Services Security UsernameToken Profile 1.1). */
  | {
      readonly in: 'ws-security';
      readonly user: string;
      readonly password: Secret;
      readonly passwordType: 'text' | 'digest';
    };
