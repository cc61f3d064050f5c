// Makes the skeleton of a connector: its facts, its spec, and its line in the catalogue.
// Run in the root of the repository: npm run new:connector acme, or npm run new:connector crm/acme to put it beside others
// of its field of work.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const LISTING = 'src/connectors/catalog/listing.ts';

const [name = ''] = process.argv.slice(2);
if (!/^([a-z]+\/)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
  refuse('Name the connector in small letters, digits and hyphens, such as: npm run new:connector crm/acme');
}
if (!existsSync(LISTING)) refuse(`${LISTING} is not here: run this in the root of the repository.`);

const key = basename(name);
const folder = name === key ? key : dirname(name);
const title = key
  .split('-')
  .map((word) => word[0].toUpperCase() + word.slice(1))
  .join(' ');
const className = `${title.replaceAll(' ', '')}Connector`;
const connectorFile = `src/connectors/catalog/${folder}/${key}.connector.ts`;
const specFile = `test/connectors/catalog/${key}.connector.spec.ts`;
const listing = readFileSync(LISTING, 'utf8');
for (const file of [connectorFile, specFile]) {
  if (existsSync(file)) refuse(`${file} exists already.`);
}
if (listing.includes(`/${key}.connector.js'`)) refuse(`The catalogue lists a connector ${key} already.`);

const listed = withLine(listing);
write(connectorFile, connectorText());
write(specFile, specText());
writeFileSync(LISTING, listed);
console.log(`${connectorFile}\n${specFile}\n${LISTING}`);
console.log(
  'Replace example.com by the facts of the vendor and the answer in the spec by a recorded one; then: npm run check',
);

function refuse(message) {
  console.error(message);
  process.exit(1);
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Lines in the order of their paths, as the formatter wants them. */
function withLine(text) {
  const lines = text.split('\n').filter(Boolean);
  const pathOf = (line) => /^export \{ \w+Connector \} from '(\.\/\S+)\.connector\.js';$/.exec(line)?.[1];
  if (!lines.every(pathOf)) refuse(`${LISTING} has another form than expected: add ${className} by hand.`);
  lines.push(`export { ${className} } from './${folder}/${key}.connector.js';`);
  // A slash comes before every letter and hyphen.
  const place = (line) => pathOf(line).replaceAll('/', '\0');
  return `${lines.sort((one, other) => (place(one) < place(other) ? -1 : 1)).join('\n')}\n`;
}

function connectorText() {
  return `import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import type { Evidence } from '../../contract/evidence.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** What ${title} is for, in one sentence. */
@Injectable()
export class ${className} implements Connector {
  readonly key = '${key}';
  readonly title = '${title}';
  readonly docs = 'https://developers.example.com/oauth';
  readonly category = 'productivity';
  readonly evidence: Evidence = {
    verified: [],
    community: false,
    sources: ['https://developers.example.com/oauth'],
  };
  readonly hosts = ['api.example.com'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Where the vendor shows it'),
        clientSecret: secret('Client Secret', 'Where the vendor shows it'),
      },
      setup: ['Tell the work in the screens of the vendor, one sentence for each step.'],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://www.example.com/oauth/authorize',
        tokenUrl: () => 'https://api.example.com/oauth/token',
        scopes: [],
        pkce: 'S256',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: { rates: ALL_RENEWAL_RATES, defaultRate: 'disabled', rotatesRefreshToken: 'optional' },
      baseUrl: () => 'https://api.example.com',
      probe: () => ({ kind: 'request', method: 'GET', url: 'https://api.example.com/me', identity: ['email'] }),
    }),
  ];
}
`;
}

function specText() {
  return `import { Secret } from '../../../src/kernel/secret.js';
import { openConnectorsWing } from '../../support/connectors-wing.js';
import { json, startVendorServer } from '../../support/vendor-server.js';

/** As the vendor answered it; replace every secret. */
const RECORDED_ANSWER = { access_token: 'at', refresh_token: 'rt', token_type: 'bearer', expires_in: 3600 };

describe('${title}', () => {
  it('issues a token from the recorded answer', async () => {
    const server = await startVendorServer();
    const wing = await openConnectorsWing({ sandboxHosts: [server.mapping('api.example.com')] });
    server.reply(json(RECORDED_ANSWER));

    const values = { clientId: 'id', clientSecret: new Secret('secret') };
    const grant = { code: new Secret('code'), redirectUri: 'https://tokens.example.com/oauth/callback' };
    const issued = await wing.service.issue({ connector: '${key}', method: 'oauth2', values }, grant);

    expect(issued.expiresAt).toEqual(new Date(wing.clock.now().getTime() + 3_600_000));
    expect(server.received.map(({ path }) => path)).toEqual(['/api.example.com/oauth/token']);
    await wing.close();
    await server.close();
  });
});
`;
}
