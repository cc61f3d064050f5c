import { describe, expect, it } from '@jest/globals';
import { newEcKey } from '../../sandbox/oauth/new-key.js';
import { DropboxConnector } from '../../src/connectors/catalog/dropbox/dropbox.connector.js';
import { RedoxConnector } from '../../src/connectors/catalog/redox/redox.connector.js';
import { SalesforceConnector } from '../../src/connectors/catalog/salesforce/salesforce.connector.js';
import type { Connection } from '../../src/connectors/contract/connection.js';
import type { Method } from '../../src/connectors/contract/connector.js';
import { credentialLifeOf } from '../../src/connectors/credential-life.js';
import { Secret } from '../../src/kernel/secret.js';

const [dropbox, salesforce] = [new DropboxConnector().methods[0], new SalesforceConnector().methods[0]];
const signedJwt = new RedoxConnector().methods[1];
const ISSUED = { accessToken: new Secret('at'), issuedAt: new Date(), expiryAssumed: false, kept: {} };

/** Signed by itself, and nobody's: its key was thrown away. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBfDCCASGgAwIBAgIULuLDDfjqdRrIcgQqZKh/+1RY2v4wCgYIKoZIzj0EAwIw
EzERMA8GA1UEAwwIbGF0Y2hrZXkwHhcNMjYxMTIyMDcyMjMwWhcNMjgxMTExMDcy
MjMwWjATMREwDwYDVQQDDAhsYXRjaGtleTBZMBMGByqGSM49AgEGCCqGSM49AwEH
A0IABELaGezoYa49rLXjCrt+HAZ1FLrPOhwdh4i/yfdsw3HoLn8G9FjTArjseUPp
vsIo1rEGkbBCkwIU6sxD0vy6s7+jUzBRMB0GA1UdDgQWBBQJSSU6it+AtOPmIb9k
YSBh8qIMQjAfBgNVHSMEGDAWgBQJSSU6it+AtOPmIb9kYSBh8qIMQjAPBgNVHRMB
Af8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCVbGQUonHWADng5EIeEgvcimel
V9kU/UuTZyFdLmcTkwIhAKyutZXlG+c7KJTu8d4z//7I+mMrHsMxYmtE+rIq1l7N
-----END CERTIFICATE-----`;
const ends = new Date('2028-11-11T07:22:30.000Z');
const privateKey = newEcKey('P-256').export({ type: 'pkcs8', format: 'pem' }).toString();

describe('What the life of a connection depends on', () => {
  const lifeOf = (method: Method | undefined, connection: Partial<Connection>) => {
    if (!method) throw new Error('There is no such method');
    return credentialLifeOf(method, { connector: 'some', method: method.key, values: {}, ...connection });
  };

  it('is whether a refresh token came', () => {
    expect(lifeOf(dropbox, { issued: { ...ISSUED, refreshToken: new Secret('rt') } })).toMatchObject({
      isByConsent: true,
      hasRefreshToken: true,
    });
    expect(lifeOf(dropbox, { issued: ISSUED })).toMatchObject({ hasRefreshToken: false });
    expect(lifeOf(dropbox, {}).hasRefreshToken).toBeUndefined();
    expect(lifeOf(signedJwt, { issued: ISSUED })).toMatchObject({ isByConsent: false });
  });

  it('is who consented to which app', () => {
    const values = { consumerKey: 'app', consumerSecret: new Secret('s'), environment: 'production', myDomain: '' };
    const of = (kept: Record<string, string>, more = values) =>
      lifeOf(salesforce, { values: more, issued: { ...ISSUED, kept } }).grantIdentity;
    expect(of({ id: 'https://login.salesforce.com/id/org/user' })).toBe(
      of({ id: 'https://login.salesforce.com/id/org/user' }),
    );
    expect(of({ id: 'one' })).not.toBe(of({ id: 'other' }));
    expect(of({ id: 'one' })).not.toBe(of({ id: 'one' }, { ...values, consumerKey: 'other' }));
    expect(of({})).toBeUndefined();
    expect(of({ id: 'one' })).not.toContain('[secret]');
  });

  it('is the end of a certificate beside a private key', () => {
    const bundle = new Secret(`${privateKey}${certificate}`);
    expect(lifeOf(signedJwt, { values: { privateKey: bundle } }).certificateExpiresAt).toEqual(ends);
  });

  it('is the end of a certificate in a JWK', () => {
    const x5c = [certificate.replace(/-----[A-Z ]+-----|\s/g, '')];
    const jwk = new Secret(JSON.stringify({ kty: 'RSA', x5c }));
    expect(lifeOf(signedJwt, { values: { privateKey: jwk } }).certificateExpiresAt).toEqual(ends);
  });

  it.each([
    ['a key alone', () => privateKey],
    ['a JWK without one', () => '{"kty":"RSA"}'],
    ['what only looks like JSON', () => '{ secret'],
    ['what only looks like a certificate', () => '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'],
    ['a JWK with nonsense for one', () => '{"x5c":["AAAA",7]}'],
  ])('is not read from %s', (_what, text) => {
    expect(lifeOf(signedJwt, { values: { privateKey: new Secret(text()) } }).certificateExpiresAt).toBeUndefined();
  });
});
