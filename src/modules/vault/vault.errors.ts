import { BrokerError } from '../../kernel/broker.error.js';
import type { SealContext } from './sealed-value.js';

export const sealedValueRefused = ({ owner, field, generation }: SealContext) =>
  new BrokerError({
    code: 'sealed-value-refused',
    remedy: 'configure',
    status: 500,
    message: `The stored value of "${field}" was altered or moved and is not used. Enter it again or reconnect, and find out who wrote to the database.`,
    facts: { owner, field, generation },
  });

export const dataKeyMissing = (tenantId: string) =>
  new BrokerError({
    code: 'data-key-missing',
    remedy: 'configure',
    status: 500,
    message:
      'The data key of this tenant is not there, so its sealed values cannot be used. Restore the table data_key from a backup.',
    facts: { tenantId },
  });

export const rootKeyWrong = (keys: { readonly configured: string; readonly needed: string }) =>
  new BrokerError({
    code: 'root-key-wrong',
    remedy: 'configure',
    status: 500,
    message: `The root key does not open the vault: it was sealed with ${keys.needed}, and ${keys.configured} is configured. Set LATCHKEY_ROOT_KEY (or the key file) to the key of this database; while the root key is rotated, set LATCHKEY_PREVIOUS_ROOT_KEY to the one before.`,
    facts: keys,
  });

export const rootKeyFileOpen = (file: string, mode: string) =>
  new BrokerError({
    code: 'root-key-file-open',
    remedy: 'configure',
    status: 500,
    message: `The root key file ${file} can be read by others (mode ${mode}). Run: chmod 600 ${file}`,
    facts: { file, mode },
  });

export const rootKeyFileBad = (file: string) =>
  new BrokerError({
    code: 'root-key-file-bad',
    remedy: 'configure',
    status: 500,
    message: `The root key file ${file} must hold 32 random bytes in base64 (openssl rand -base64 32). Restore it from a backup: a new key cannot open what the old one sealed.`,
    facts: { file },
  });

export const rootKeyFileMissing = (file: string) =>
  new BrokerError({
    code: 'root-key-file-missing',
    remedy: 'configure',
    status: 500,
    message: `There is no root key file ${file}. With PostgreSQL every replica needs the same root key: set LATCHKEY_ROOT_KEY, or put the file there.`,
    facts: { file },
  });

export const rootKeyFileUnwritable = (file: string, cause: unknown) =>
  new BrokerError({
    code: 'root-key-file-unwritable',
    remedy: 'configure',
    status: 500,
    message: `The root key file ${file} cannot be made (${cause instanceof Error ? cause.message : String(cause)}). Make its folder writable, or set LATCHKEY_DATA to another one.`,
    facts: { file },
    cause,
  });

export const rotationUnderWay = (rotationId: string) =>
  new BrokerError({
    code: 'rotation-under-way',
    remedy: 'wait',
    status: 409,
    message: 'A rotation of this key is under way. Wait until it is done, then start another.',
    facts: { rotationId },
    retryAfterMs: 5_000,
  });

export const rotationNotFound = (rotationId: string) =>
  new BrokerError({
    code: 'rotation-not-found',
    remedy: 'fix-request',
    status: 404,
    message: 'There is no rotation with this id.',
    facts: { rotationId },
  });

export const nothingToRotate = () =>
  new BrokerError({
    code: 'nothing-to-rotate',
    remedy: 'fix-request',
    status: 409,
    message:
      'Every data key is wrapped by the present root key already. To rotate it, start all replicas with the new key in LATCHKEY_ROOT_KEY and the old one in LATCHKEY_PREVIOUS_ROOT_KEY first.',
  });
