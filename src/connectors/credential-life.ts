import { X509Certificate } from 'node:crypto';
import { Secret } from '../kernel/secret.js';
import type { Connection } from './contract/connection.js';
import type { Method } from './contract/connector.js';
import type { CredentialLife } from './contract/credential-life.js';
import { definedOnly } from './contract/defined-only.js';
import { issuanceOf } from './contract/issuance.js';

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** Reads from a connection what its life depends on. */
export function credentialLifeOf(method: Method, connection: Connection): CredentialLife {
  const { issued } = connection;
  return {
    isByConsent: issuanceOf(method.scheme) === 'consent',
    ...definedOnly({
      hasRefreshToken: issued && issued.refreshToken !== undefined,
      grantIdentity: grantIdentityOf(method, connection),
      certificateExpiresAt: certificateEndOf(connection),
    }),
  };
}

/** Undefined when the vendor does not say who consented. */
function grantIdentityOf({ scheme, renewal }: Method, { connector, values, issued }: Connection): string | undefined {
  if ((scheme.kind !== 'authorization-code' && scheme.kind !== 'device-code') || !issued) return undefined;
  const holder = renewal?.grantHolder === undefined ? issued.account : issued.kept[renewal.grantHolder];
  return holder === undefined ? undefined : JSON.stringify([connector, scheme.client(values).id, holder]);
}

function certificateEndOf({ values }: Connection): Date | undefined {
  const certificates: (string | Buffer)[] = [];
  for (const value of Object.values(values))
    certificates.push(
      ...certificatesIn(value instanceof Secret ? value.reveal('to read when a certificate ends') : value),
    );
  if (certificates.length === 0) return undefined;
  const ends = certificates.flatMap((certificate) => endOf(certificate) ?? []);
  return ends.sort((one, other) => one.getTime() - other.getTime())[0];
}

/** PEM blocks, or the chain of a JWK (RFC 7517 section 4.7). */
function certificatesIn(text: string): readonly (string | Buffer)[] {
  if (!text.trimStart().startsWith('{')) return text.match(CERTIFICATE) ?? [];
  try {
    const { x5c }: { readonly x5c?: unknown } = JSON.parse(text);
    return Array.isArray(x5c) ? x5c.map((each) => Buffer.from(String(each), 'base64')) : [];
  } catch {
    // No JSON, so no JWK; whether the text is good for anything is asked elsewhere.
    return [];
  }
}

function endOf(certificate: string | Buffer): Date | undefined {
  try {
    const end = new Date(new X509Certificate(certificate).validTo);
    return Number.isNaN(end.getTime()) ? undefined : end;
  } catch {
    // No certificate that can be read.
    return undefined;
  }
}
