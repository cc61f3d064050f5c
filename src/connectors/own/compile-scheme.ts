import { definedOnly } from '../contract/defined-only.js';
import type { FieldValues } from '../contract/fields.js';
import type { AssertionFacts, OAuthClient, SigningKey } from '../contract/oauth-client.js';
import type { OwnClient, OwnExchangedToken, OwnKey, OwnPart, OwnScheme } from '../contract/own-connector.js';
import type { Scheme } from '../contract/scheme.js';
import type { SecretPart } from '../contract/secret-parts.js';
import { filledAddress, filledText, secretIn } from './template.js';

/** A scheme as data becomes a scheme with functions. */
export function compileScheme(scheme: OwnScheme): Scheme {
  switch (scheme.kind) {
    case 'static-secret':
      return { kind: 'static-secret', present: (values) => scheme.parts.map((part) => partOf(part, values)) };
    case 'signed-request':
      return signedRequestOf(scheme);
    case 'jwt-bearer':
      return { ...requestOf(scheme), kind: 'jwt-bearer', assertion: (values) => assertionOf(scheme, values) };
    case 'client-credentials':
      return { ...requestOf(scheme), kind: 'client-credentials', client: (values) => clientOf(scheme.client, values) };
    case 'device-code':
      return {
        ...requestOf(scheme),
        kind: 'device-code',
        client: (values) => clientOf(scheme.client, values),
        deviceUrl: (values) => filledAddress(scheme.deviceUrl, values),
      };
    case 'authorization-code':
      return codeOf(scheme);
    case 'token-exchange':
      return exchangeOf(scheme);
    case 'signed-consent':
      return signedConsentOf(scheme);
  }
}

type OfKind<Kind extends OwnScheme['kind']> = Extract<OwnScheme, { readonly kind: Kind }>;

function requestOf({
  tokenUrl,
  scopes = [],
  tokenParams = {},
  encoding,
  answer,
  scopeSeparator,
  presented,
}: Exclude<OwnScheme, { readonly kind: 'static-secret' | 'signed-request' | 'signed-consent' }>) {
  return {
    tokenUrl: (values: FieldValues) => filledAddress(tokenUrl, values),
    scopes: [],
    chosenScopes: (values: FieldValues) =>
      scopes.map((scope) => filledText(scope, values)).filter((scope) => scope !== ''),
    tokenParams: (values: FieldValues) => filledTexts(tokenParams, values),
    ...definedOnly({ encoding, answer, scopeSeparator, presented }),
  };
}

function codeOf(scheme: OfKind<'authorization-code'>): Scheme {
  const { authorizeParams = {}, authorizeUrl, client, pkce = 'S256' } = scheme;
  return {
    ...requestOf(scheme),
    kind: 'authorization-code',
    client: (values) => clientOf(client, values),
    authorizeUrl: (values) => filledAddress(authorizeUrl, values),
    chosenParams: (values) => filledTexts(authorizeParams, values),
    pkce,
    redirectUriLabel: 'Redirect URI',
  };
}

function exchangeOf(scheme: OfKind<'token-exchange'>): Scheme {
  const { client, subject, actor } = scheme;
  const taken = ({ secret, type }: OwnExchangedToken, values: FieldValues) => ({
    token: secretIn(values, secret),
    type,
  });
  return {
    ...requestOf(scheme),
    kind: 'token-exchange',
    subject: (values) => taken(subject, values),
    ...(actor === undefined ? {} : { actor: (values: FieldValues) => taken(actor, values) }),
    ...(client === undefined ? {} : { client: (values: FieldValues) => clientOf(client, values) }),
  };
}

function signatureOf({ algorithm, realm = '', consumer }: OfKind<'signed-request' | 'signed-consent'>) {
  return {
    algorithm,
    realm: (values: FieldValues) => filledText(realm, values),
    consumer: (values: FieldValues) => ({
      key: filledText(consumer.key, values),
      secret: secretIn(values, consumer.secret),
    }),
  };
}

function signedRequestOf(scheme: OfKind<'signed-request'>): Scheme {
  const { token } = scheme;
  return {
    ...signatureOf(scheme),
    kind: 'signed-request',
    token: (values) => ({ id: filledText(token.id, values), secret: secretIn(values, token.secret) }),
  };
}

function signedConsentOf(scheme: OfKind<'signed-consent'>): Scheme {
  const { temporaryUrl, authorizeUrl, tokenUrl, authorizeParams = {} } = scheme;
  return {
    ...signatureOf(scheme),
    kind: 'signed-consent',
    temporaryUrl: (values) => filledAddress(temporaryUrl, values),
    authorizeUrl: (values) => filledAddress(authorizeUrl, values),
    tokenUrl: (values) => filledAddress(tokenUrl, values),
    authorizeParams,
    redirectUriLabel: 'Callback URL',
  };
}

function clientOf(client: OwnClient, values: FieldValues): OAuthClient {
  const id = filledText(client.id, values);
  if (client.sentIn === 'assertion') return { id, sentIn: 'assertion', key: keyOf(client.key, values) };
  const secret = client.secret === undefined ? undefined : secretIn(values, client.secret);
  return { id, sentIn: client.sentIn, ...definedOnly({ secret }) };
}

function keyOf({ algorithm, privateKey, keyId }: OwnKey, values: FieldValues): SigningKey {
  return {
    algorithm,
    privateKey: secretIn(values, privateKey),
    ...(keyId === undefined ? {} : { keyId: filledText(keyId, values) }),
  };
}

function assertionOf({ key, issuer, subject, audience }: OfKind<'jwt-bearer'>, values: FieldValues): AssertionFacts {
  return {
    key: keyOf(key, values),
    issuer: filledText(issuer, values),
    ...(subject === undefined ? {} : { subject: filledText(subject, values) }),
    ...(audience === undefined ? {} : { audience: filledText(audience, values) }),
  };
}

function partOf(part: OwnPart, values: FieldValues): SecretPart {
  const value = secretIn(values, part.secret);
  switch (part.in) {
    case 'header':
      return { in: 'header', name: part.name, value, ...definedOnly({ prefix: part.prefix }) };
    case 'query':
    case 'cookie':
      return { in: part.in, name: part.name, value };
    case 'basic':
      return { in: 'basic', user: filledText(part.user, values), password: value };
    case 'bearer':
      return { in: 'bearer', token: value };
  }
}

function filledTexts(templates: Readonly<Record<string, string>>, values: FieldValues): Record<string, string> {
  return Object.fromEntries(Object.entries(templates).map(([name, text]) => [name, filledText(text, values)]));
}
