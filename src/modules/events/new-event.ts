import type { EventType } from './event-types.js';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** Something that others may want to know. Never a secret, and thin: receivers ask for the rest. */
export interface NewEvent {
  readonly tenantId: string;
  /** Absent for what belongs to the whole tenant. */
  readonly appId?: string;
  readonly type: EventType;
  readonly subject: { readonly kind: string; readonly id: string; readonly name: string };
  /** Of the access token. */
  readonly generation?: number;
  readonly data: Readonly<Record<string, Json>>;
  /** When it happened; absent: now. */
  readonly at?: Date;
}
