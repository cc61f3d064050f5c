// Makes the skeleton of a connector: its facts, its spec, and its line in the catalogue.
// Run in the root of the repository: npm run new:connector acme
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const CATALOG = 'src/connectors/catalog/catalog.ts';

const [key = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key)) {
  refuse('Name the connector in small letters, digits and hyphens, such as: npm run new:connector acme-files');
}
if (!existsSync(CATALOG)) refuse(`${CATALOG} is not here: run this in the root of the repository.`);

const title = key
  .split('-')
  .map((word) => word[0].toUpperCase() + word.slice(1))
  .join(' ');
const className = `${title.replaceAll(' ', '')}Connector`;
const connectorFile = `src/connectors/catalog/${key}/${key}.connector.ts`;
const specFile = `test/connectors/catalog/${key}.connector.spec.ts`;
for (const file of [connectorFile, specFile]) {
  if (existsSync(file)) refuse(`${file} exists already.`);
}

write(connectorFile, connectorText());
write(specFile, specText());
writeFileSync(CATALOG, withLine(readFileSync(CATALOG, 'utf8')));
console.log(`${connectorFile}\n${specFile}\n${CATALOG}`);
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

/** Imports in the order of their paths, classes in the order of their names. */
function withLine(catalog) {
  const imports = [...catalog.matchAll(/^import \{ \w+Connector \} from '\.\/.*';\n/gm)].map(([line]) => line);
  const classes = [...catalog.matchAll(/^ {2}(\w+Connector),\n/gm)].map(([line]) => line);
  if (classes.length === 0) refuse(`${CATALOG} has another form than expected: add ${className} by hand.`);
  const allImports = [...imports, `import { ${className} } from './${key}/${key}.connector.js';\n`];
  const allClasses = [...classes, `  ${className},\n`];
  const path = (line) => line.slice(line.indexOf("'"));
  return catalog
    .replace(imports.join(''), allImports.sort((a, b) => (path(a) < path(b) ? -1 : 1)).join(''))
    .replace(classes.join(''), allClasses.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)).join(''));
}

function connectorText() {
  return `import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../../contract/connector.js';
import { secret, text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../../contract/renewal-facts.js';

/** What ${title} is for, in one sentence. */
@Injectable()
export class ${className} implements Connector {
  readonly key = '${key}';
  readonly title = '${title}';
  readonly docs = 'https://developers.example.com/oauth';
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
