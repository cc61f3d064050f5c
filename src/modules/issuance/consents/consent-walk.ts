import type { Consent, DeviceConsent, TemporaryCredentials } from '../../../connectors/contract/connection.js';
import { Secret } from '../../../kernel/secret.js';

/** What the browser needs when it leaves, and we when it comes back. */
export interface ConsentWalk extends Pick<Consent, 'url' | 'codeVerifier' | 'temporary' | 'device'> {
  readonly redirectUri: string;
}

/** The walk as text, to be sealed. */
export function walkToText({ url, redirectUri, codeVerifier, temporary, device }: ConsentWalk): string {
  const why = 'to seal it';
  const stored: StoredWalk = {
    url,
    redirectUri,
    ...(codeVerifier && { codeVerifier: codeVerifier.reveal(why) }),
    ...(temporary && { temporary: { ...temporary, secret: temporary.secret.reveal(why) } }),
    ...(device && {
      device: { ...device, deviceCode: device.deviceCode.reveal(why), expiresAt: device.expiresAt.toISOString() },
    }),
  };
  return JSON.stringify(stored);
}

export function walkFromText(text: Secret): ConsentWalk {
  const stored: StoredWalk = JSON.parse(text.reveal('to send the browser to the vendor, or to prove who sent it'));
  const { url, redirectUri, codeVerifier, temporary, device } = stored;
  return {
    url,
    redirectUri,
    ...(codeVerifier !== undefined && { codeVerifier: new Secret(codeVerifier) }),
    ...(temporary && { temporary: { ...temporary, secret: new Secret(temporary.secret) } }),
    ...(device && {
      device: { ...device, deviceCode: new Secret(device.deviceCode), expiresAt: new Date(device.expiresAt) },
    }),
  };
}

interface StoredWalk {
  readonly url: string;
  readonly redirectUri: string;
  readonly codeVerifier?: string;
  readonly temporary?: Omit<TemporaryCredentials, 'secret'> & { readonly secret: string };
  readonly device?: Omit<DeviceConsent, 'deviceCode' | 'expiresAt'> & {
    readonly deviceCode: string;
    readonly expiresAt: string;
  };
}
