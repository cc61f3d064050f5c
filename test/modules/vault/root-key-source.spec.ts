import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/kernel/secret.js';
import { loadRootKeys } from '../../../src/modules/vault/root-key-source.js';
import { failureOf } from '../../support/failure-of.js';

const NOTHING = { rootKey: undefined, rootKeyFile: undefined, previousRootKey: undefined, databaseUrl: undefined };
const KEY = Buffer.alloc(32, 7).toString('base64');

describe('The root key', () => {
  let dataFolder: string;
  const file = () => join(dataFolder, 'root.key');
  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'latchkey-key-'));
  });
  afterEach(() => rmSync(dataFolder, { recursive: true }));

  it('is made on the first start of an embedded server, readable by its owner alone, and found on the second', () => {
    const first = loadRootKeys({ ...NOTHING, dataFolder });
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(file(), 'utf8').trim(), 'base64')).toHaveLength(32);
    expect(loadRootKeys({ ...NOTHING, dataFolder }).present.id).toBe(first.present.id);
  });

  it.each([[0o644], [0o640], [0o602]])('is refused when its file has mode %o', async (mode) => {
    loadRootKeys({ ...NOTHING, dataFolder });
    chmodSync(file(), mode);
    const failure = await failureOf(() => loadRootKeys({ ...NOTHING, dataFolder }));
    expect(failure).toMatchObject({ code: 'root-key-file-open', remedy: 'configure' });
    expect(failure.message).toContain(`chmod 600 ${file()}`);
  });

  it('is refused when its file holds something else, and the file is left alone', async () => {
    writeFileSync(file(), 'too short\n', { mode: 0o600 });
    expect((await failureOf(() => loadRootKeys({ ...NOTHING, dataFolder }))).code).toBe('root-key-file-bad');
    expect(readFileSync(file(), 'utf8')).toBe('too short\n');
  });

  it('is never made up beside PostgreSQL, where the other replicas would not know it', async () => {
    const settings = { ...NOTHING, dataFolder, databaseUrl: new Secret('postgres://db/x') };
    expect((await failureOf(() => loadRootKeys(settings))).code).toBe('root-key-file-missing');
  });

  it('comes from the environment first, and its id does not tell it', () => {
    const ring = loadRootKeys({ ...NOTHING, dataFolder, rootKey: new Secret(KEY) });
    expect(ring.present.id).toMatch(/^local-[0-9a-f]{16}$/);
    expect(inspect(ring, { depth: 9, showHidden: true })).not.toContain(KEY);
  });

  it('unwraps only what it wrapped, for the purpose that it wrapped it for', async () => {
    const { present } = loadRootKeys({ ...NOTHING, dataFolder });
    const key = Buffer.alloc(32, 1);
    const wrapped = await present.wrap(key, 'tenant a');
    expect(await present.unwrap(wrapped, 'tenant a')).toEqual(key);
    expect(await present.unwrap(wrapped, 'tenant b')).toBeUndefined();
    // What is random in it may well begin with any letter.
    const altered = (wrapped.startsWith('A') ? 'B' : 'A') + wrapped.slice(1);
    expect(await present.unwrap(altered, 'tenant a')).toBeUndefined();
    expect(await present.unwrap('short', 'tenant a')).toBeUndefined();
    const other = loadRootKeys({ ...NOTHING, dataFolder, rootKey: new Secret(KEY) }).present;
    expect(await other.unwrap(wrapped, 'tenant a')).toBeUndefined();
  });
});
