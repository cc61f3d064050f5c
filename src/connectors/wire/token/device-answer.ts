import { Secret } from '../../../kernel/secret.js';
import type { DeviceConsent } from '../../contract/connection.js';
import { definedOnly } from '../../contract/defined-only.js';
import { memberAt, textMember } from '../json-members.js';
import { tokenAnswerUnusable } from '../wire.errors.js';
import type { TokenAnswer } from './token-answer.js';

/** RFC 8628 section 3.2: what is assumed when the answer names none. Seconds. */
const USUAL_INTERVAL = 5;
const LONGEST_INTERVAL = 60;
const LONGEST_LIFE = 3_600;

export interface DeviceAnswer extends DeviceConsent {
  /** With the code in it, so that nobody has to type. */
  readonly completeUrl?: string;
}

/** Reads the answer to a device authorization request (RFC 8628 section 3.2). @throws `token-answer-unusable` */
export function readDeviceAnswer({ body, host, httpStatus, askedAt }: TokenAnswer): DeviceAnswer {
  const deviceCode = textMember(body, 'device_code');
  const userCode = textMember(body, 'user_code');
  // Google wrote `verification_url` before the standard.
  const verificationUrl = pageIn(body, 'verification_uri') ?? pageIn(body, 'verification_url');
  if (deviceCode === undefined || userCode === undefined || verificationUrl === undefined) {
    throw tokenAnswerUnusable(host, httpStatus, 'the answer has no device code, no user code or no page to enter it');
  }
  if (!/^[\x20-\x7e]{1,100}$/.test(userCode)) throw tokenAnswerUnusable(host, httpStatus, 'nobody can enter its code');
  const life = Math.min(numberIn(body, 'expires_in') ?? LONGEST_LIFE, LONGEST_LIFE);
  return {
    deviceCode: new Secret(deviceCode),
    userCode,
    verificationUrl,
    intervalSeconds: Math.min(numberIn(body, 'interval') ?? USUAL_INTERVAL, LONGEST_INTERVAL),
    expiresAt: new Date(askedAt.getTime() + life * 1000),
    ...definedOnly({ completeUrl: pageIn(body, 'verification_uri_complete') }),
  };
}

/** A person is sent there, so https and nothing else. */
function pageIn(body: unknown, name: string): string | undefined {
  const text = textMember(body, name);
  if (text === undefined || text.length > 2_000 || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : undefined;
}

function numberIn(body: unknown, name: string): number | undefined {
  const value = Number(memberAt(body, [name]) ?? Number.NaN);
  return Number.isFinite(value) && value >= 1 ? Math.floor(value) : undefined;
}
