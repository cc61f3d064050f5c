/** What happens to a refresh token when it is used; see sandbox/README.md. */
export type Rotation = 'static' | 'rotates' | 'rotates-and-keeps' | 'rotates-with-reuse-detection' | 'replay-window';

/** A registered client, app, integration: whatever the vendor calls it. */
export interface OAuthClient {
  readonly id: string;
  /** Absent for a public client. */
  readonly secret?: string;
  readonly name: string;
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly pkce: 'required' | 'optional';
  readonly rotation: Rotation;
  /** How long `replay-window` lets a replaced refresh token come again; 30 unless told. */
  readonly replaySeconds?: number;
}

/** What a client asked a person for. */
export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string;
  readonly scopes: readonly string[];
  readonly challenge?: { readonly value: string; readonly method: 'S256' | 'plain' };
  /** Whether a refresh token was asked for. */
  readonly offline: boolean;
  /** The vendor host that the person was sent to. */
  readonly host: string;
}

/** One yes of one person to one client; its tokens live and die with it. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  /** The code was bound to a PKCE challenge: where the vendor allows it, such a client needs no secret. */
  readonly hasChallenge?: boolean;
  dead?: 'revoked' | 'reused' | 'crowded out';
}

export interface CodeRecord {
  readonly request: AuthorizationRequest;
  readonly userId: string;
  readonly expiresAt: number;
  usedAt?: number;
}

export interface RefreshRecord {
  readonly grantId: string;
  readonly expiresAt?: number;
  replacedBy?: string;
  replacedAt?: number;
}

export interface AccessRecord {
  readonly grantId: string;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  /** Seconds; kept for sessions that slide with use. */
  readonly lifetime: number;
  expiresAt: number;
  revoked?: boolean;
}

/** Everything a vendor remembers of its grants; times are milliseconds of the vendor's clock. */
export interface GrantData {
  readonly proposals: Map<string, { request: AuthorizationRequest; expiresAt: number }>;
  readonly codes: Map<string, CodeRecord>;
  readonly grants: Map<string, Grant>;
  readonly refreshTokens: Map<string, RefreshRecord>;
  readonly accessTokens: Map<string, AccessRecord>;
}

export function noGrants(): GrantData {
  return {
    proposals: new Map(),
    codes: new Map(),
    grants: new Map(),
    refreshTokens: new Map(),
    accessTokens: new Map(),
  };
}

/** What a token endpoint hands out. `refreshToken` is set only when a new one must be told. */
export interface Issued {
  readonly grant: Grant;
  readonly accessToken: string;
  readonly access: AccessRecord;
  readonly refreshToken?: string;
}
