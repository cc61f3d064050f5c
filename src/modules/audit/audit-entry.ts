/** Who did it; a `Caller` is one. */
export interface AuditActor {
  readonly kind: string;
  readonly id: string;
  readonly address?: string;
  readonly requestId?: string;
}

/** For what the service does on its own. */
export function serviceActor(id: string): AuditActor {
  return { kind: 'service', id };
}

export type AuditFact = string | number | boolean | readonly string[];

/** What happened. Never a secret value, not even in part. */
export interface AuditEntry {
  /** Whose chain; `PLATFORM` for what belongs to no tenant. */
  readonly tenantId: string;
  readonly by: AuditActor;
  /** Dotted: `access-token.updated`. */
  readonly action: string;
  readonly subject?: { readonly kind: string; readonly id: string; readonly name?: string };
  readonly appId?: string;
  /** Of the access token. */
  readonly generation?: number;
  readonly facts?: Readonly<Record<string, AuditFact | undefined>>;
}

/** An entry with the moment at which it happened, which may be before it is written. */
export interface DatedEntry extends AuditEntry {
  readonly at: Date;
}
