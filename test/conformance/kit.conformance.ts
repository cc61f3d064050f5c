import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import { IdGenerator, type Scenario } from '@cucumber/messages';
import { startApp, type TestApp } from '../support/app.js';
import { engines, type TestDatabase } from '../support/databases.js';
import { startVendorServer, type VendorServer } from '../support/vendor-server.js';
import { OUTSIDE_HOSTS, outsideHosts } from './outside-hosts.js';
import { Performance } from './performance.js';

const folder = process.env.CONFORMANCE_KIT ?? '';
const features = readdirSync(folder)
  .filter((name) => name.endsWith('.feature'))
  .map((name) => featureIn(readFileSync(join(folder, name), 'utf8')));

function featureIn(text: string): { readonly name: string; readonly scenarios: readonly Scenario[] } {
  const parser = new Parser(new AstBuilder(IdGenerator.uuid()), new GherkinClassicTokenMatcher());
  const { feature } = parser.parse(text);
  return { name: feature?.name ?? '', scenarios: feature?.children.flatMap(({ scenario }) => scenario ?? []) ?? [] };
}

describe.each(engines)('the conformance kit on %s', (_engine, createDatabase) => {
  let database: TestDatabase;
  let outside: VendorServer;
  let app: TestApp;
  beforeAll(async () => {
    [database, outside] = await Promise.all([createDatabase(), startVendorServer()]);
    outside.reply(outsideHosts);
    const hosts = OUTSIDE_HOSTS.map((host) => `${host}=${outside.address}`).join(',');
    app = await startApp({ database, environment: { LATCHKEY_SANDBOX_HOSTS: hosts } });
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([outside.close(), database.drop()]);
  });

  describe.each(features)('$name', ({ scenarios }) => {
    it.each(scenarios)('$name', async ({ steps }) => {
      const performance = await Performance.open(app);
      for (const { text, docString } of steps) await performance.perform(text, docString?.content);
    });
  });
});
