import { BrokerError, type Remedy } from '../../kernel/broker.error.js';

/** The address itself is wrong or stands outside the connector's hosts. */
export function hostRefused(host: string, reason: string): BrokerError {
  return new BrokerError({
    code: 'host-refused',
    remedy: 'fix-request',
    status: 400,
    message: `A request to "${host}" is refused: ${reason}.`,
    facts: { host, reason, sent: false },
  });
}

export function redirectRefused(host: string, reason: string): BrokerError {
  return new BrokerError({
    code: 'redirect-refused',
    remedy: 'fix-request',
    status: 502,
    message: `The vendor redirects to "${host}", which is refused: ${reason}.`,
    facts: { host, reason, sent: true },
  });
}

/** The host is allowed by name, but its address is not one of the public internet. */
export function addressRefused(host: string, range: string): BrokerError {
  return new BrokerError({
    code: 'address-refused',
    remedy: 'configure',
    status: 502,
    message: `"${host}" has a ${range} address. An operator can allow it in the allowed private hosts.`,
    facts: { host, range, sent: false },
  });
}

/** Method, header or path that HTTP does not know. */
export function requestInvalid(cause: unknown): BrokerError {
  return new BrokerError({
    code: 'request-invalid',
    remedy: 'fix-request',
    status: 400,
    message: 'The request has a method, a header or a body that cannot be sent.',
    facts: { sent: false },
    cause,
  });
}

/** Nothing reached the vendor. */
export function vendorUnreachable(host: string, reason: string, cause: unknown): BrokerError {
  return new BrokerError({
    code: 'vendor-unreachable',
    remedy: 'wait',
    status: 503,
    message: `"${host}" cannot be reached (${reason}). Nothing was sent.`,
    facts: { host, reason, sent: false },
    cause,
  });
}

/** The request may have reached the vendor; what it did there is unknown. */
export function answerLost(host: string, reason: string, cause: unknown): BrokerError {
  return new BrokerError({
    code: 'answer-lost',
    remedy: 'wait',
    status: 502,
    message: `The answer of "${host}" was lost (${reason}). The request may have been carried out.`,
    facts: { host, reason, sent: true },
    cause,
  });
}

export function vendorTimeout(host: string, sent: boolean, cause: unknown): BrokerError {
  return new BrokerError({
    code: 'vendor-timeout',
    remedy: 'wait',
    status: 504,
    message: `"${host}" did not answer in time.${sent ? ' The request may have been carried out.' : ' Nothing was sent.'}`,
    facts: { host, sent },
    cause,
  });
}

/** Whoever asked has gone away. */
export function callCancelled(host: string, sent: boolean): BrokerError {
  return new BrokerError({
    code: 'call-cancelled',
    remedy: 'wait',
    status: 503,
    message: `The request to "${host}" was cancelled by its caller.`,
    facts: { host, sent },
  });
}

export function answerTooLarge(host: string, limitBytes: number): BrokerError {
  return new BrokerError({
    code: 'answer-too-large',
    remedy: 'fix-request',
    status: 502,
    message: `The answer of "${host}" has more than ${limitBytes} bytes. Ask for less, or read it as a stream.`,
    facts: { host, limitBytes, sent: true },
  });
}

export interface TokenRefusal {
  readonly host: string;
  readonly remedy: Remedy;
  readonly httpStatus: number;
  /** The vendor's own code. */
  readonly vendorCode?: string;
  /** The vendor's own words, scrubbed of every secret that was sent. */
  readonly vendorMessage?: string;
  readonly retryAfterMs?: number;
}

/** The token endpoint said no. */
export function tokenRefused(refusal: TokenRefusal): BrokerError {
  const { host, remedy, httpStatus, vendorCode, vendorMessage, retryAfterMs } = refusal;
  const said = vendorCode === undefined ? `HTTP status ${httpStatus}` : `"${vendorCode}"`;
  const words = vendorMessage === undefined ? '' : ` (${vendorMessage})`;
  return new BrokerError({
    code: 'token-refused',
    remedy,
    status: remedy === 'wait' ? 503 : 502,
    message: `"${host}" refused to issue a token: ${said}${words}. ${NEXT_STEP[remedy]}`,
    facts: { host, httpStatus, vendorCode, vendorMessage, sent: true },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });
}

/** The token endpoint said yes, in a form that nobody can use; a rotated refresh token may be lost in it. */
export function tokenAnswerUnusable(host: string, httpStatus: number, reason: string): BrokerError {
  return new BrokerError({
    code: 'token-answer-unusable',
    remedy: 'wait',
    status: 502,
    message: `"${host}" answered without a usable token: ${reason}.`,
    facts: { host, httpStatus, reason, sent: true },
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

export function certificateUnusable(): BrokerError {
  return new BrokerError({
    code: 'certificate-unusable',
    remedy: 'configure',
    status: 422,
    message: 'The certificate cannot be read. Paste it as PEM, from BEGIN CERTIFICATE to END CERTIFICATE.',
    facts: { sent: false },
  });
}

/** The issuer's own word on its addresses is missing, or not to be trusted. */
export function discoveryFailed(host: string, reason: string, remedy: Remedy = 'configure'): BrokerError {
  return new BrokerError({
    code: 'discovery-failed',
    remedy,
    status: remedy === 'wait' ? 503 : 502,
    message: `The addresses of the issuer at "${host}" cannot be found: ${reason}.`,
    facts: { host, reason, sent: false },
  });
}

const NEXT_STEP: Readonly<Record<Remedy, string>> = {
  'fix-request': 'Correct the request.',
  reconnect: 'A person must connect again.',
  configure: 'An admin must check the fields of the connection and the settings at the vendor.',
  wait: 'This passes; try again later.',
  'in-doubt': 'It is not known what the vendor did.',
  ours: 'This is a fault of ours; please report it.',
};

/** A token came with a base address outside the connector's hosts; calls would carry the token there. */
export function baseUrlRefused(host: string): BrokerError {
  return new BrokerError({
    code: 'base-url-refused',
    remedy: 'configure',
    status: 502,
    message: `"${host}" issued a token for an address that is not one of the connector's hosts. ${NEXT_STEP.configure}`,
    facts: { host, sent: true },
  });
}
