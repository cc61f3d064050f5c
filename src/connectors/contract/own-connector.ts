import type { ChoiceField, HostLabelField, SecretField, TextField } from './fields.js';
import type { SigningAlgorithm } from './oauth-client.js';
import type { RenewalFacts } from './renewal-facts.js';
import type { AnswerFacts, PresentationFacts } from './scheme.js';

/**
 * A connector that a company describes as data: the same contract, with templates where a built-in one has functions.
 * In a template `{field}` stands for the value of a field that is not secret.
 */
export interface OwnConnector {
  /** Begins with `own-`, so that it can never be one of the house. */
  readonly key: string;
  readonly title: string;
  readonly docs: string;
  readonly hosts: readonly string[];
  readonly methods: readonly OwnMethod[];
}

export interface OwnMethod {
  readonly key: string;
  readonly title: string;
  readonly fields: Readonly<Record<string, OwnField>>;
  readonly setup: readonly string[];
  readonly baseUrl: string;
  /** Hosts that depend on the fields. */
  readonly hosts?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeoutSeconds?: number;
  readonly scheme: OwnScheme;
  readonly renewal?: Partial<Omit<RenewalFacts, 'grantHolder'>>;
  readonly probe: OwnProbe;
}

type Declared<F extends { readonly kind: string; readonly label: string; readonly where: string }> = Pick<
  F,
  'kind' | 'label' | 'where'
> &
  Partial<Omit<F, 'kind' | 'label' | 'where'>>;

/** What is left out has the same default as in a built-in connector. */
export type OwnField =
  | Declared<Omit<TextField, 'pattern'>>
  | Declared<SecretField>
  | Declared<HostLabelField>
  | (Declared<ChoiceField> & Pick<ChoiceField, 'options'>);

export interface OwnProbe {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly identity?: readonly string[];
}

/** The name of a secret field. */
type SecretName = string;

export type OwnClient =
  | { readonly id: string; readonly secret?: SecretName; readonly sentIn: 'basic-header' | 'body' }
  | { readonly id: string; readonly sentIn: 'assertion'; readonly key: OwnKey };

export interface OwnKey {
  readonly algorithm: SigningAlgorithm;
  readonly privateKey: SecretName;
  readonly keyId?: string;
}

interface OwnRequest {
  readonly tokenUrl: string;
  readonly scopes?: readonly string[];
  readonly tokenParams?: Readonly<Record<string, string>>;
  readonly encoding?: 'form' | 'json';
  readonly answer?: AnswerFacts;
  readonly scopeSeparator?: string;
  /** How the token travels, where that is not `Authorization: Bearer`. */
  readonly presented?: PresentationFacts;
}

/** A token in a secret field, and its type of RFC 8693 section 3. */
export interface OwnExchangedToken {
  readonly secret: SecretName;
  readonly type: string;
}

interface OwnSignature {
  readonly algorithm: 'HMAC-SHA256' | 'HMAC-SHA1';
  readonly realm?: string;
  readonly consumer: { readonly key: string; readonly secret: SecretName };
}

export type OwnScheme =
  | (OwnRequest & {
      readonly kind: 'authorization-code';
      readonly client: OwnClient;
      readonly authorizeUrl: string;
      readonly authorizeParams?: Readonly<Record<string, string>>;
      readonly pkce?: 'S256' | 'none';
    })
  | (OwnRequest & { readonly kind: 'client-credentials'; readonly client: OwnClient })
  | (OwnRequest & { readonly kind: 'device-code'; readonly client: OwnClient; readonly deviceUrl: string })
  | (OwnRequest & {
      readonly kind: 'jwt-bearer';
      readonly key: OwnKey;
      readonly issuer: string;
      readonly subject?: string;
      readonly audience?: string;
    })
  | (OwnRequest & {
      readonly kind: 'token-exchange';
      readonly client?: OwnClient;
      readonly subject: OwnExchangedToken;
      readonly actor?: OwnExchangedToken;
    })
  | (OwnSignature & {
      readonly kind: 'signed-request';
      readonly token: { readonly id: string; readonly secret: SecretName };
    })
  | (OwnSignature & {
      readonly kind: 'signed-consent';
      readonly temporaryUrl: string;
      readonly authorizeUrl: string;
      readonly tokenUrl: string;
      readonly authorizeParams?: Readonly<Record<string, string>>;
    })
  | { readonly kind: 'static-secret'; readonly parts: readonly OwnPart[] };

export type OwnPart =
  | { readonly in: 'header'; readonly name: string; readonly prefix?: string; readonly secret: SecretName }
  | { readonly in: 'query' | 'cookie'; readonly name: string; readonly secret: SecretName }
  | { readonly in: 'basic'; readonly user: string; readonly secret: SecretName }
  | { readonly in: 'bearer'; readonly secret: SecretName };
