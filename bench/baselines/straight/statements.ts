/** Those of the house: what is acknowledged survives a power cut. */
export const PRAGMAS = [
  'journal_mode = WAL',
  'synchronous = FULL',
  'foreign_keys = ON',
  'busy_timeout = 5000',
  'temp_store = MEMORY',
  'wal_autocheckpoint = 4000',
];

export const DUE = `SELECT "id", "tenantId", "name", "scopeKey", "nameFolded", "connector", "method", "plainFields", "sealedFields",
    "sealedIssued", "generation", "fence"
  FROM access_token WHERE "nextRenewalAt" <= ? AND ("leaseUntil" IS NULL OR "leaseUntil" < ?)
  ORDER BY "nextRenewalAt" LIMIT ?`;

export const LEASE = `UPDATE access_token SET "leaseHolder" = ?, "leaseUntil" = ?, "fence" = "fence" + 1
  WHERE "id" = ? AND "generation" = ? AND "fence" = ? AND ("leaseUntil" IS NULL OR "leaseUntil" < ?)`;

export const INTEND = `INSERT INTO renewal_attempt ("id", "tenantId", "tokenId", "generation", "fence", "trigger",
    "refreshFingerprint", "outcome", "startedAt") VALUES (?, ?, ?, ?, ?, ?, ?, 'intended', ?)`;

export const STORE = `UPDATE access_token SET "generation" = "generation" + 1, "sealedFields" = ?, "sealedIssued" = ?,
    "issuedAt" = ?, "expiresAt" = ?, "lastRenewalAt" = ?, "nextRenewalAt" = ?, "provedAt" = ?, "provedBy" = 'renewal',
    "changedAt" = ?, "leaseHolder" = NULL, "leaseUntil" = NULL
  WHERE "id" = ? AND "generation" = ? AND "fence" = ?`;

export const CLOSE = `UPDATE renewal_attempt SET "outcome" = 'renewed', "settledAt" = ? WHERE "id" = ? AND "outcome" = 'intended'`;

export const ACTION = 'access-token.renewed';

export const AUDIT = `INSERT INTO audit_event ("tenantId", "position", "id", "at", "actorKind", "actorId", "address", "requestId",
    "action", "subjectKind", "subjectId", "subjectName", "appId", "generation", "facts", "hash")
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
