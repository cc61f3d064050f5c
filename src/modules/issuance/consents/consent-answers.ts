import { Injectable } from '@nestjs/common';
import type { Grant } from '../../../connectors/contract/connection.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Secret } from '../../../kernel/secret.js';
import { DraftProofs } from '../drafts/draft-proofs.js';
import { DraftsRepository } from '../drafts/drafts.repository.js';
import type { TokenDraft } from '../drafts/token-draft.entity.js';
import { CONSENT_FAILURES, consentDenied } from '../issuance.errors.js';
import { Consents } from './consents.js';
import type { TokenConsent } from './token-consent.entity.js';

/** What the vendor put into the address of the callback; any of it may be missing or forged. */
export interface CallbackAnswer {
  readonly state?: string;
  readonly code?: string;
  readonly error?: string;
  readonly iss?: string;
}

export interface ConsentOutcome {
  readonly draftId?: string;
  /** Absent when the token was issued. */
  readonly error?: BrokerError;
}

/** Turns the vendor's answer to a consent into an issued token in the draft, or into a reason why not. */
@Injectable()
export class ConsentAnswers {
  constructor(
    private readonly consents: Consents,
    private readonly drafts: DraftsRepository,
    private readonly proofs: DraftProofs,
  ) {}

  /** Never throws a BrokerError: the page needs words in every case. */
  async take(answer: CallbackAnswer, cookieOf: (consentId: string) => string | undefined): Promise<ConsentOutcome> {
    let draftId: string | undefined;
    try {
      if (!answer.state) throw CONSENT_FAILURES.unknown;
      const consent = await this.consents.finish(answer.state, cookieOf);
      draftId = consent.draftId;
      await this.issue(await this.draftOf(consent), consent, answer);
      return { draftId };
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      return draftId === undefined ? { error } : { draftId, error };
    }
  }

  private async issue(draft: TokenDraft, consent: TokenConsent, answer: CallbackAnswer): Promise<void> {
    const refusal = answer.error ? consentDenied(vendorCode(answer.error)) : CONSENT_FAILURES.incomplete;
    if (!answer.code || answer.error) {
      await this.proofs.fail(draft, refusal);
      throw refusal;
    }
    const { redirectUri, codeVerifier, temporary } = await this.consents.walkOf(consent);
    const grant: Grant = {
      code: new Secret(answer.code),
      redirectUri,
      ...(codeVerifier ? { codeVerifier } : {}),
      ...(temporary ? { temporary } : {}),
      ...(answer.iss === undefined ? {} : { issuer: answer.iss }),
    };
    await this.proofs.issue(draft, grant);
  }

  /** For a grant that came without a callback; the reason why not, when nothing was issued. */
  async issueBy(consent: TokenConsent, grant: Grant): Promise<BrokerError | undefined> {
    try {
      await this.proofs.issue(await this.draftOf(consent), grant);
      return undefined;
    } catch (error) {
      if (!(error instanceof BrokerError)) throw error;
      return error;
    }
  }

  private async draftOf(consent: TokenConsent): Promise<TokenDraft> {
    const draft = await this.drafts.find(consent.tenantId, consent.draftId);
    if (!draft || draft.revision !== consent.draftRevision) throw CONSENT_FAILURES.draftGone;
    return draft;
  }
}

/** Shown to people, so only what an error code may hold (RFC 6749 section 4.1.2.1). */
function vendorCode(error: string): string {
  return /^[\w.-]{1,64}$/.test(error) ? error : 'unreadable';
}
