import { createApp } from '../src/create-app.js';
import { loadConfiguration } from '../src/kernel/configuration.js';
import { newId } from '../src/kernel/ids.js';
import { Secret } from '../src/kernel/secret.js';
import { Database } from '../src/modules/database/database.js';
import { AccessToken } from '../src/modules/tokens/access-token.entity.js';
import { TokenSafe } from '../src/modules/tokens/token-safe.js';
import type { BenchHouse } from './bench-house.js';

const AT_ONCE = 100;

/**
 * So many more tokens like one that the front door has connected, each with a grant of its own and sealed as the server
 * would seal it: to connect ten thousand takes longer than what is to be measured. The server is away meanwhile.
 */
export async function copyToken(house: BenchHouse, tokenId: string, copies: number): Promise<void> {
  await house.whileStopped(async () => {
    const app = await createApp(loadConfiguration({ ...house.environment, PORT: '0' }));
    await app.init();
    const [database, safe] = [app.get(Database), app.get(TokenSafe)];
    const model = await database.reader.findOneByOrFail(AccessToken, { id: tokenId });
    const connection = await safe.open(model);
    const key = await safe.keyOf(model);
    const copyOf = (index: number): AccessToken => {
      const name = `Copy ${index}`;
      const row = Object.assign(new AccessToken(), model, { id: newId('token'), name, nameFolded: name.toLowerCase() });
      if (connection.issued === undefined) throw new Error('Only a token with a grant can be copied');
      const issued = { ...connection.issued, refreshToken: new Secret(`rt-copy-${index}`) };
      return Object.assign(row, safe.sealWith(key, row, { ...connection, issued }));
    };
    for (let from = 0; from < copies; from += AT_ONCE) {
      const rows = Array.from({ length: Math.min(AT_ONCE, copies - from) }, (_, index) => copyOf(from + index));
      await database.write((manager) => manager.insert(AccessToken, rows));
    }
    await app.close();
  });
}
