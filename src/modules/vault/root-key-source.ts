import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Configuration } from '../../kernel/configuration.js';
import { Secret } from '../../kernel/secret.js';
import { LocalRootKey } from './root-key.js';
import { RootKeyRing } from './root-key-ring.js';
import { rootKeyFileBad, rootKeyFileMissing, rootKeyFileOpen, rootKeyFileUnwritable } from './vault.errors.js';

type RootKeySettings = Pick<
  Configuration,
  'rootKey' | 'rootKeyFile' | 'previousRootKey' | 'dataFolder' | 'databaseUrl'
>;

/** Finds the root key: the environment first, then the named file, then (embedded only) the file in the data folder. */
export function loadRootKeys(settings: RootKeySettings): RootKeyRing {
  const present = new LocalRootKey(settings.rootKey ?? keyFromFile(settings));
  const previous = settings.previousRootKey && new LocalRootKey(settings.previousRootKey);
  return previous ? new RootKeyRing(present, previous) : new RootKeyRing(present);
}

function keyFromFile(settings: RootKeySettings): Secret {
  const isEmbedded = settings.databaseUrl === undefined;
  const file = settings.rootKeyFile ?? join(settings.dataFolder, 'root.key');
  if (!existsSync(file)) {
    // A key made up here would be unknown to the other replicas.
    if (!isEmbedded) throw rootKeyFileMissing(file);
    createKeyFile(file);
  }
  return readKeyFile(file);
}

function createKeyFile(file: string): void {
  const handle = openNew(file);
  try {
    chmodSync(file, 0o600);
    writeSync(handle, `${LocalRootKey.generate().reveal('to write the root key file')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function openNew(file: string): number {
  try {
    mkdirSync(dirname(file), { recursive: true });
    return openSync(file, 'wx', 0o600);
  } catch (error) {
    throw rootKeyFileUnwritable(file, error);
  }
}

function readKeyFile(file: string): Secret {
  const mode = statSync(file).mode & 0o777;
  // Windows reports no such modes.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw rootKeyFileOpen(file, mode.toString(8));
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) throw rootKeyFileBad(file);
  return new Secret(text);
}
