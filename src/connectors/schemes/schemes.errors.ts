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

/** What was typed fits no place of a request; the value itself is never said. */
export function proofUnusable(reason: string): BrokerError {
  return new BrokerError({
    code: 'proof-unusable',
    remedy: 'configure',
    status: 422,
    message: `The connection cannot prove who asks: ${reason}.`,
    facts: { reason, sent: false },
  });
}

/** WS-Security has its place in the header of a SOAP message; what else is sent cannot carry it. */
export function messageNotSoap(): BrokerError {
  return new BrokerError({
    code: 'message-not-soap',
    remedy: 'fix-request',
    status: 400,
    message: 'This connection proves itself inside SOAP messages: send an XML text whose root is a SOAP Envelope.',
    facts: { sent: false },
  });
}

/** An issuer that does not say where this kind of consent is asked for. */
export function endpointMissing(name: string): BrokerError {
  return new BrokerError({
    code: 'endpoint-missing',
    remedy: 'configure',
    status: 422,
    message: `The issuer names no ${name}, so this kind of consent is not known there.`,
    facts: { endpoint: name, sent: false },
  });
}

/** The person has not answered yet. */
export function consentPending(seconds: number): BrokerError {
  return new BrokerError({
    code: 'consent-pending',
    remedy: 'wait',
    status: 409,
    message: 'The code has not been entered at the vendor yet.',
    facts: { sent: true },
    retryAfterMs: seconds * 1000,
  });
}

/** The vendor answered, and waiting would not change its mind. */
export function isRefusal(error: unknown): boolean {
  return error instanceof BrokerError && error.code === 'token-refused' && error.remedy !== 'wait';
}
