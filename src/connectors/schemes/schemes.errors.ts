import { BrokerError } from '../../kernel/broker.error.js';

/** This method issues without consent, or issues nothing: asked for by mistake. */
export function verbUnknown(verb: string, kind: string): BrokerError {
  return new BrokerError({
    code: 'verb-unknown',
    remedy: 'fix-request',
    status: 409,
    message: `A connection of the kind "${kind}" cannot ${verb}.`,
    facts: { verb, kind },
  });
}

export function grantMissing(): BrokerError {
  return new BrokerError({
    code: 'grant-missing',
    remedy: 'reconnect',
    status: 409,
    message: 'A person must consent at the vendor before a token can be issued.',
  });
}

export function refreshTokenMissing(): BrokerError {
  return new BrokerError({
    code: 'refresh-token-missing',
    remedy: 'reconnect',
    status: 409,
    message: 'The vendor gave no refresh token, so a person must connect again.',
    facts: { sent: false },
  });
}

/** RFC 9207: the answer comes from another server than the one that was asked. */
export function issuerMismatch(): BrokerError {
  return new BrokerError({
    code: 'issuer-mismatch',
    remedy: 'reconnect',
    status: 400,
    message: 'The consent was answered by another server than the one that was asked. Connect again.',
    facts: { sent: false },
  });
}

export function nothingIssued(): BrokerError {
  return new BrokerError({
    code: 'nothing-issued',
    remedy: 'reconnect',
    status: 409,
    message: 'No token has been issued for this connection yet.',
  });
}

/** Without a cause: an error of the parser may quote the key. */
export function privateKeyUnusable(algorithm: string): BrokerError {
  return new BrokerError({
    code: 'private-key-unusable',
    remedy: 'configure',
    status: 422,
    message: `The private key cannot sign with ${algorithm}. Paste an unencrypted PEM key or a private JWK of that kind.`,
    facts: { algorithm, sent: false },
  });
}

export function stateUnsafe(): BrokerError {
  return new BrokerError({
    code: 'state-unsafe',
    remedy: 'ours',
    status: 500,
    message: 'The state of a consent must have 22 to 1024 printable characters.',
  });
}

/** RFC 5849 section 3.4.1.3 cannot be kept for this request. */
export function notSignable(reason: string): BrokerError {
  return new BrokerError({
    code: 'request-not-signable',
    remedy: 'fix-request',
    status: 400,
    message: `The request cannot be signed: ${reason}.`,
    facts: { reason, sent: false },
  });
}
