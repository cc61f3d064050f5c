import type { Credential } from '../../connectors/contract/credential.js';

/** Which place in the house asks; only what that place names may be resolved. */
export interface ResolutionRequest {
  readonly tenantId: string;
  readonly appId: string;
  /** As the definition or the request says it. */
  readonly name: string;
  /** A run resolves only what its own published version names. */
  readonly version?: { readonly processId: string; readonly version: number };
  /** A lookup resolves only what it declares itself. */
  readonly lookupId?: string;
}

/** Which token answered, so that immediacy can be proved. */
export interface ResolvedToken {
  readonly id: string;
  readonly name: string;
  readonly scope: 'global' | 'app';
  readonly generation: number;
  readonly connector: string;
}

export interface Resolution {
  readonly token: ResolvedToken;
  readonly credential: Credential;
  /** It works now, but its renewal fails; in words for people. */
  readonly warning?: string;
}
