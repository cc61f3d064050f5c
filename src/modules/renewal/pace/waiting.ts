/** A claimed token that waits for its turn. */
export interface Waiting {
  readonly id: string;
  readonly tenantId: string;
  readonly host: string;
  /** How many renewals the vendor takes at once at this host. */
  readonly atOnce: number;
  /** When it stops working, in milliseconds since the epoch; who dies first goes first among those of a tenant. */
  readonly deadline: number;
}
