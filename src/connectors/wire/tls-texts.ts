import { createSecureContext, rootCertificates } from 'node:tls';
import { Secret } from '../../kernel/secret.js';
import type { ClientCertificate } from '../contract/oauth-client.js';
import { certificateUnusable } from './wire.errors.js';

/** What TLS takes of a client's certificate. */
export interface TlsTexts {
  readonly cert: string;
  readonly key: string;
  readonly ca?: string[];
}

/** @throws BrokerError `certificate-unusable` when certificate and key cannot be read or do not belong together */
export function tlsOf({ certificate, privateKey, trusted }: ClientCertificate): TlsTexts {
  const authorities = trusted === undefined ? '' : opened(trusted).trim();
  const texts = {
    cert: opened(certificate),
    key: opened(privateKey),
    // Naming some would end the trust in all others.
    ...(authorities === '' ? {} : { ca: [...rootCertificates, authorities] }),
  };
  try {
    createSecureContext(texts);
  } catch {
    // Without a cause: the words of the parser may quote the key.
    throw certificateUnusable();
  }
  return texts;
}

function opened(text: Secret | string): string {
  return text instanceof Secret ? text.reveal('prove a connection') : text;
}
