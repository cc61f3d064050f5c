/** What the address of the audit says. */
export interface AuditSearch {
  /** The id of what alone is shown. */
  readonly subject?: string;
}

export function readAuditSearch({ subject }: Record<string, unknown>): AuditSearch {
  return typeof subject === 'string' && subject !== '' ? { subject } : {};
}
