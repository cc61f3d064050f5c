import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Consent } from '../../../connectors/contract/connection.js';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';
import { newId } from '../../../kernel/ids.js';
import { Vault } from '../../vault/vault.js';
import { DraftProofs } from '../drafts/draft-proofs.js';
import type { TokenDraft } from '../drafts/token-draft.entity.js';
import { CONSENT_FAILURES } from '../issuance.errors.js';
import { type ConsentWalk, walkFromText, walkToText } from './consent-walk.js';
import { ConsentsRepository } from './consents.repository.js';
import { redirectUriOf, startUrlOf } from './redirect-uri.js';
import type { TokenConsent } from './token-consent.entity.js';

const CONSENT_LIFE = 15 * 60_000;

/** A browser that was bound to a walk: its cookie, and where it goes. */
export interface BoundBrowser {
  readonly consent: TokenConsent;
  readonly cookie: string;
  readonly walk: ConsentWalk;
}

/**
 * The walk of a browser to the vendor and back. The link works once; whoever opens it is bound to the state by a
 * cookie, so an answer that another browser brings counts for nothing (RFC 6749 section 10.12).
 */
@Injectable()
export class Consents {
  constructor(
    private readonly consents: ConsentsRepository,
    private readonly proofs: DraftProofs,
    private readonly connectors: ConnectorsService,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly configuration: Configuration,
  ) {}

  /** The link for the browser of the person who consents. */
  async offer(draft: TokenDraft): Promise<string> {
    const redirectUri = redirectUriOf(this.configuration);
    const begun = await this.connectors.begin(await this.proofs.complete(draft), { redirectUri, state: randomText() });
    const ticket = randomText();
    const now = this.clock.now();
    const id = newId('consent');
    await this.consents.insert({
      id,
      tenantId: draft.tenantId,
      draftId: draft.id,
      draftRevision: draft.revision,
      ticketDigest: digestOf(ticket),
      stateDigest: digestOf(begun.state),
      browserDigest: null,
      sealedWalk: await this.sealWalk(draft.tenantId, id, { ...begun, redirectUri }),
      status: 'offered',
      createdAt: now,
      expiresAt: endOf(begun, now),
    });
    return startUrlOf(this.configuration, ticket);
  }

  /** @throws consent-unknown, consent-expired, consent-other-browser */
  async start(ticket: string): Promise<BoundBrowser> {
    const consent = await this.consents.byTicket(digestOf(ticket));
    if (!consent) throw CONSENT_FAILURES.unknown;
    this.requireTime(consent);
    const cookie = randomText();
    const isFirst = await this.consents.start(consent.id, digestOf(cookie));
    if (!isFirst) throw CONSENT_FAILURES.linkUsed;
    return { consent, cookie, walk: await this.walkOf(consent) };
  }

  /**
   * The walk that an answer belongs to, and no second time. An answer from another browser leaves the walk open for
   * the right one. @throws consent-unknown, consent-replayed, consent-expired, consent-other-browser
   */
  async finish(state: string, cookieOf: (consentId: string) => string | undefined): Promise<TokenConsent> {
    const consent = await this.consents.byState(digestOf(state));
    if (!consent) throw CONSENT_FAILURES.unknown;
    this.requireBrowser(consent, cookieOf(consent.id));
    await this.use(consent);
    return consent;
  }

  /**
   * A walk that waits for an answer, for the browser that it belongs to.
   * @throws consent-unknown, consent-replayed, consent-expired, consent-other-browser
   */
  async bound(id: string, cookie: string | undefined): Promise<TokenConsent> {
    const consent = await this.consents.byId(id);
    if (!consent) throw CONSENT_FAILURES.unknown;
    this.requireBrowser(consent, cookie);
    if (consent.status === 'used') throw CONSENT_FAILURES.replayed;
    return consent;
  }

  /** Its answer has come; no other counts. @throws consent-replayed */
  async use(consent: TokenConsent): Promise<void> {
    if (!(await this.consents.use(consent.id))) throw CONSENT_FAILURES.replayed;
  }

  async walkOf(consent: TokenConsent): Promise<ConsentWalk> {
    return walkFromText(await this.vault.open(consent.tenantId, walkContext(consent.id), consent.sealedWalk));
  }

  private sealWalk(tenantId: string, id: string, walk: ConsentWalk): Promise<string> {
    return this.vault.seal(tenantId, walkContext(id), walkToText(walk));
  }

  private requireBrowser(consent: TokenConsent, cookie: string | undefined): void {
    if (!consent.browserDigest || cookie === undefined || digestOf(cookie) !== consent.browserDigest) {
      throw CONSENT_FAILURES.otherBrowser;
    }
    this.requireTime(consent);
  }

  private requireTime(consent: TokenConsent): void {
    if (consent.expiresAt <= this.clock.now()) throw CONSENT_FAILURES.expired;
  }
}

/** As long as the vendor's code lives, where there is one. */
function endOf({ device }: Consent, now: Date): Date {
  return device?.expiresAt ?? new Date(now.getTime() + CONSENT_LIFE);
}

function walkContext(id: string) {
  return { owner: id, field: 'walk', generation: 1 };
}

/** 256 random bits in 43 characters; within NetSuite's 22 to 1024 for a state. */
function randomText(): string {
  return randomBytes(32).toString('base64url');
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
