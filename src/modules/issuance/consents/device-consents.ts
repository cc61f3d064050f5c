import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import { CONSENT_FAILURES } from '../issuance.errors.js';
import { ConsentAnswers } from './consent-answers.js';
import { Consents } from './consents.js';
import type { TokenConsent } from './token-consent.entity.js';

/** What the page that shows a code is told. */
export interface DeviceProgress {
  /** `issued`, `consent-pending`, or the code of what went wrong. */
  readonly outcome: string;
  readonly message: string;
  readonly draft: string;
  /** When to ask again; only while the person has not answered. */
  readonly retryAfterMs?: number;
}

const KEEP_AT_MOST = 10_000;

/**
 * Asks the vendor whether a person has entered the code (RFC 8628 section 3.4), no more often than the vendor allows,
 * and only for the browser that the consent belongs to.
 */
@Injectable()
export class DeviceConsents {
  /** When each may be asked for again; infinite while one is under way. */
  readonly #nextAt = new LRUCache<string, number>({ max: KEEP_AT_MOST });

  constructor(
    private readonly consents: Consents,
    private readonly answers: ConsentAnswers,
    private readonly clock: Clock,
  ) {}

  /** @throws consent-unknown, consent-other-browser, consent-replayed, consent-expired */
  async ask(consentId: string, cookie: string | undefined): Promise<DeviceProgress> {
    const consent = await this.consents.bound(consentId, cookie);
    const { device, redirectUri } = await this.consents.walkOf(consent);
    if (device === undefined) throw CONSENT_FAILURES.unknown;
    const wait = device.intervalSeconds * 1_000;
    const now = this.clock.elapsed();
    if ((this.#nextAt.get(consentId) ?? 0) > now) return pending(consent, wait);
    this.#nextAt.set(consentId, Number.POSITIVE_INFINITY);
    const error = await this.answers.issueBy(consent, { code: device.deviceCode, redirectUri });
    const pause = error && isPassing(error) ? Math.max(wait, error.retryAfterMs ?? 0) : undefined;
    this.#nextAt.set(consentId, this.clock.elapsed() + (pause ?? 0));
    if (pause !== undefined) return pending(consent, pause);
    await this.consents.use(consent);
    return outcomeOf(consent, error);
  }
}

/** Also a vendor in trouble: the code stands until it ends. */
function isPassing({ code, remedy }: BrokerError): boolean {
  return code === 'consent-pending' || remedy === 'wait';
}

function pending({ draftId }: TokenConsent, retryAfterMs: number): DeviceProgress {
  return { outcome: 'consent-pending', message: 'The code has not been entered yet.', draft: draftId, retryAfterMs };
}

function outcomeOf({ draftId }: TokenConsent, error: BrokerError | undefined): DeviceProgress {
  if (error) return { outcome: error.code, message: error.message, draft: draftId };
  return { outcome: 'issued', message: 'The access token was issued. You can close this window.', draft: draftId };
}
