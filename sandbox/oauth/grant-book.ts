import { randomBytes, randomUUID } from 'node:crypto';
import type { Mood, Moods } from '../stage/moods.js';
import type { State } from '../stage/state.js';
import type { Revocation } from '../stage/vendor.js';
import type { VendorClock } from '../stage/vendor-clock.js';
import type { AccessRecord, AuthorizationRequest, Grant, GrantData, Issued, OAuthClient } from './grants.js';
import { OAuthFault } from './oauth-fault.js';
import { fitsChallenge } from './pkce.js';
import { ROTATIONS, refreshTurn } from './rotation.js';

/** How a vendor's grants behave; times in seconds. */
export interface GrantRules {
  readonly codeSeconds: number;
  readonly accessSeconds: number;
  /** Fixed life of a refresh token from consent; absent: it does not expire. */
  readonly refreshSeconds?: number;
  /** Each new refresh token has that life anew (Entra). */
  readonly refreshBeginsAnew?: boolean;
  /** Sessions that live longer while they are used (Salesforce). */
  readonly slides?: boolean;
  /** Most live grants of one user to one client; the next one kills the oldest (Salesforce: 5). */
  readonly grantCap?: number;
  mintAccess(grant: Grant): string;
  mintRefresh(): string;
}

const PROPOSAL_MS = 15 * 60_000;
const KEEP_DEAD_MS = 24 * 3600_000;
const PRUNE_EVERY = 1000;

/** A vendor's book of codes, grants and tokens. */
export class GrantBook {
  private readonly state: State<{ grants: GrantData }>;
  private readonly clock: VendorClock;
  private readonly moods: Moods;
  private minted = 0;

  constructor(
    surroundings: { state: State<{ grants: GrantData }>; clock: VendorClock; moods: Moods },
    private readonly rules: GrantRules,
  ) {
    this.state = surroundings.state;
    this.clock = surroundings.clock;
    this.moods = surroundings.moods;
  }

  /** Remembers a request while a person looks at the consent page; the ticket is good for one decision. */
  propose(request: AuthorizationRequest): string {
    const ticket = randomBytes(18).toString('base64url');
    this.book.proposals.set(ticket, { request, expiresAt: this.clock.now() + PROPOSAL_MS });
    return ticket;
  }

  takeProposal(ticket: string): AuthorizationRequest | undefined {
    const { proposals } = this.book;
    const proposal = proposals.get(ticket);
    proposals.delete(ticket);
    return proposal !== undefined && proposal.expiresAt > this.clock.now() ? proposal.request : undefined;
  }

  mintCode(request: AuthorizationRequest, userId: string): string {
    const code = randomBytes(32).toString('base64url');
    this.book.codes.set(code, { request, userId, expiresAt: this.clock.now() + this.rules.codeSeconds * 1000 });
    return code;
  }

  /** Spends a code: once, in time, by the client and with the redirect URI and verifier that it was asked with. */
  redeem(
    code: string,
    by: { client: OAuthClient; redirectUri: string | null; verifier: string | null; endpoint: string },
  ): Issued {
    const record = this.book.codes.get(code);
    if (record === undefined) throw new OAuthFault('code-unknown');
    if (record.request.clientId !== by.client.id) throw new OAuthFault('code-client');
    if (record.usedAt !== undefined) throw new OAuthFault('code-used');
    if (record.expiresAt <= this.clock.now()) throw new OAuthFault('code-expired');
    if (record.request.redirectUri !== by.redirectUri) throw new OAuthFault('code-redirect');
    if (!fitsChallenge(record.request.challenge, by.verifier)) throw new OAuthFault('code-verifier');
    record.usedAt = this.clock.now();
    const { userId, request } = record;
    const facts = {
      clientId: by.client.id,
      userId,
      scopes: request.scopes,
      hasChallenge: request.challenge !== undefined,
    };
    return this.issue(facts, { offline: request.offline, endpoint: by.endpoint });
  }

  /** A new grant with its first tokens: after a code, or straight from an exchange. */
  issue(
    facts: Pick<Grant, 'clientId' | 'userId' | 'scopes' | 'hasChallenge'>,
    how: { offline: boolean; endpoint: string },
  ): Issued {
    const grant: Grant = { id: randomUUID(), ...facts, issuedAt: this.clock.now() };
    const { grants, refreshTokens } = this.book;
    grants.set(grant.id, grant);
    const issued = this.mintAccess(grant, grant.scopes, how.endpoint);
    if (!how.offline) return issued;
    const refreshToken = this.rules.mintRefresh();
    refreshTokens.set(refreshToken, { grantId: grant.id, ...this.refreshEnd() });
    if (this.rules.grantCap !== undefined) this.crowdOut(grant, this.rules.grantCap);
    return { ...issued, refreshToken };
  }

  /** Uses a refresh token by the rotation in force: the mood's, else the client's. */
  refresh(value: string, by: { client: OAuthClient; scopes?: readonly string[]; endpoint: string }): Issued {
    const data = this.book;
    const record = data.refreshTokens.get(value);
    const grant = record === undefined ? undefined : data.grants.get(record.grantId);
    if (record === undefined || grant === undefined) throw new OAuthFault('refresh-unknown');
    if (grant.clientId !== by.client.id) throw new OAuthFault('refresh-client');
    if (grant.dead !== undefined) throw new OAuthFault('refresh-revoked');
    if ((record.expiresAt ?? Infinity) <= this.clock.now()) throw new OAuthFault('refresh-expired');
    const scopes = by.scopes ?? grant.scopes;
    if (!scopes.every((scope) => grant.scopes.includes(scope))) throw new OAuthFault('scope');
    const next = refreshTurn(data, value, {
      now: this.clock.now(),
      rotation: this.rotationFor(by.client, by.endpoint),
      mint: () => this.rules.mintRefresh(),
      ...(this.rules.refreshBeginsAnew === true ? this.refreshEnd() : {}),
    });
    const issued = this.mintAccess(grant, scopes, by.endpoint);
    return next === undefined ? issued : { ...issued, refreshToken: next };
  }

  /** The access token's grant; the reason when it is not good. Using a sliding session may prolong it. */
  check(value: string): { grant: Grant; access: AccessRecord } | 'unknown' | 'revoked' | 'expired' {
    const data = this.state.data.grants;
    const access = data.accessTokens.get(value);
    const grant = access === undefined ? undefined : data.grants.get(access.grantId);
    if (access === undefined || grant === undefined) return 'unknown';
    if (grant.dead !== undefined || access.revoked === true) return 'revoked';
    const now = this.clock.now();
    if (access.expiresAt <= now) return 'expired';
    if (this.rules.slides === true && access.expiresAt - now < access.lifetime * 500) {
      this.state.change(() => {
        access.expiresAt = now + access.lifetime * 1000;
      });
    }
    return { grant, access };
  }

  /** A live access token's facts, without counting as a use of the session. */
  peek(value: string): { grant: Grant; access: AccessRecord } | undefined {
    const { accessTokens, grants } = this.state.data.grants;
    const access = accessTokens.get(value);
    const grant = grants.get(access?.grantId ?? '');
    const isLive = access?.revoked !== true && grant?.dead === undefined && (access?.expiresAt ?? 0) > this.clock.now();
    return access !== undefined && grant !== undefined && isLive ? { grant, access } : undefined;
  }

  /** Whether the code was asked for with a PKCE challenge. */
  hasChallenge(code: string): boolean {
    return this.state.data.grants.codes.get(code)?.request.challenge !== undefined;
  }

  /** The grant that a refresh token belongs to, dead or alive. */
  grantOfRefreshToken(value: string): Grant | undefined {
    const { refreshTokens, grants } = this.state.data.grants;
    return grants.get(refreshTokens.get(value)?.grantId ?? '');
  }

  /** Ends this access token only, not its grant. */
  revokeAccess(value: string): boolean {
    const access = this.book.accessTokens.get(value);
    if (access === undefined || access.revoked === true) return false;
    access.revoked = true;
    return true;
  }

  /** Ends whole grants; answers with how many. */
  revoke(what: Revocation): number {
    const { grants, accessTokens, refreshTokens } = this.book;
    const credential = what.credential ?? '';
    const grantId = (refreshTokens.get(credential) ?? accessTokens.get(credential))?.grantId;
    let killed = 0;
    for (const grant of grants.values()) {
      const isMeant =
        (what.credential === undefined || grant.id === grantId) &&
        (what.client === undefined || grant.clientId === what.client) &&
        (what.user === undefined || grant.userId === what.user);
      if (!isMeant || grant.dead !== undefined) continue;
      grant.dead = 'revoked';
      killed += 1;
    }
    return killed;
  }

  private mintAccess(grant: Grant, scopes: readonly string[], endpoint: string): Issued {
    this.minted += 1;
    if (this.minted % PRUNE_EVERY === 0) this.prune();
    const accessToken = this.rules.mintAccess(grant);
    const lifetime = this.moods.take(endpoint, 'access-token-lifetime')?.seconds ?? this.rules.accessSeconds;
    const issuedAt = this.clock.now();
    const access: AccessRecord = {
      grantId: grant.id,
      scopes,
      issuedAt,
      lifetime,
      expiresAt: issuedAt + lifetime * 1000,
    };
    this.book.accessTokens.set(accessToken, access);
    return { grant, accessToken, access };
  }

  private refreshEnd(): { expiresAt?: number } {
    const { refreshSeconds: life } = this.rules;
    return life === undefined ? {} : { expiresAt: this.clock.now() + life * 1000 };
  }

  private rotationFor(client: OAuthClient, endpoint: string): Pick<Mood, 'kind' | 'seconds'> {
    const mood = this.moods.take(endpoint, ...ROTATIONS);
    if (mood !== undefined) return mood;
    const { rotation: kind, replaySeconds: seconds } = client;
    return { kind, ...(seconds === undefined ? {} : { seconds }) };
  }

  private crowdOut(newest: Grant, cap: number): void {
    const { grants, refreshTokens } = this.book;
    const renewable = new Set([...refreshTokens.values()].map((record) => record.grantId));
    const live = [...grants.values()].filter(
      (grant) =>
        grant.clientId === newest.clientId &&
        grant.userId === newest.userId &&
        grant.dead === undefined &&
        renewable.has(grant.id),
    );
    for (const grant of live.slice(0, Math.max(0, live.length - cap))) grant.dead = 'crowded out';
  }

  private prune(): void {
    const { accessTokens, codes, proposals } = this.book;
    const horizon = this.clock.now() - KEEP_DEAD_MS;
    for (const records of [accessTokens, codes, proposals]) {
      for (const [key, { expiresAt }] of records) if (expiresAt < horizon) records.delete(key);
    }
  }

  /** The book for changing; whoever takes it means to. */
  private get book(): GrantData {
    return this.state.change((data) => data.grants);
  }
}
