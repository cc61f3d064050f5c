import { BrokerError } from '../../kernel/broker.error.js';

export const dataFileInUse = (file: string) =>
  new BrokerError({
    code: 'data-file-in-use',
    remedy: 'configure',
    status: 503,
    message: `Another Latchkey process works on ${file}. End it, or set LATCHKEY_DATA to another folder, or use PostgreSQL for several replicas.`,
    facts: { file },
  });

export const databaseNotReached = (reason: string, cause: unknown) =>
  new BrokerError({
    code: 'database-not-reached',
    remedy: 'configure',
    status: 503,
    message: `The database cannot be opened (${reason}). Start it, or correct DATABASE_URL.`,
    facts: { reason },
    cause,
  });

export const dataFolderUnusable = (folder: string, reason: string, cause: unknown) =>
  new BrokerError({
    code: 'data-folder-unusable',
    remedy: 'configure',
    status: 500,
    message: `The data folder ${folder} cannot be used (${reason}). Make it writable, or set LATCHKEY_DATA to another folder.`,
    facts: { folder, reason },
    cause,
  });

/** @param facts whether something may have been sent to others before (`sent`) */
export const databaseAway = (cause: unknown, facts: { readonly sent?: true } = {}) =>
  new BrokerError({
    code: 'database-away',
    remedy: 'wait',
    status: 503,
    message:
      'The database does not answer. Try again shortly; a change may be repeated with its Idempotency-Key or ETag.',
    retryAfterMs: 2_000,
    facts,
    cause,
  });

export const changesCollided = (cause: unknown) =>
  new BrokerError({
    code: 'changes-collided',
    remedy: 'wait',
    status: 503,
    message: 'This change and another one waited for each other, and this one was undone. Send it again.',
    retryAfterMs: 1_000,
    cause,
  });
