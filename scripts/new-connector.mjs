// npm run new:connector acme-files "Acme Files": writes the skeleton of a connector and puts it into the catalogue.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '..'));
const CATALOG = 'src/connectors/catalog/catalog.ts';

const [key = '', title = titleOf(key)] = process.argv.slice(2);
const path = `src/connectors/catalog/${key}.connector.ts`;
const className = `${pascal(key)}Connector`;

if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key))
  fail('Name the connector in kebab-case: npm run new:connector acme-files');
if (!/^[^'\\\n]+$/.test(title)) fail('The title is one line without quotes and backslashes.');
const catalog = readFileSync(CATALOG, 'utf8');
if (existsSync(path) || catalog.includes(` ${className} `)) fail(`There is a connector "${key}" already.`);

writeFileSync(path, skeleton());
writeFileSync(CATALOG, withConnector(catalog));
console.log(`wrote ${path} and its line in ${CATALOG}

Next: replace the facts of acme.example by those of the vendor, each with its source; then
  npm test -- test/connectors    the conformance specs walk over it
  npm run docs                   writes its page`);

function withConnector(text) {
  const line = `import { ${className} } from './${key}.connector.js';`;
  const imports = [...text.matchAll(/^import \{ \w+Connector \} from '\.\/.*$/gm)].map(([found]) => found);
  const names = [...text.matchAll(/^ {2}\w+Connector,$/gm)].map(([found]) => found);
  return text
    .replace(imports.join('\n'), inOrder([...imports, line], /'\.\/([^']+)'/).join('\n'))
    .replace(names.join('\n'), inOrder([...names, `  ${className},`], /(\w+)/).join('\n'));
}

function inOrder(lines, name) {
  const nameOf = (line) => name.exec(line)[1].toLowerCase();
  return lines.toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}

function skeleton() {
  return `import { Injectable } from '@nestjs/common';
import { type Connector, method } from '../contract/connector.js';
import { secret, text } from '../contract/fields.js';
import { ALL_RENEWAL_RATES } from '../contract/renewal-facts.js';

const API = 'https://api.acme.example';

@Injectable()
export class ${className} implements Connector {
  readonly key = '${key}';
  readonly title = '${title}';
  readonly docs = 'https://acme.example/docs/oauth';
  readonly hosts = ['api.acme.example'];

  readonly methods = [
    method({
      key: 'oauth2',
      title: 'OAuth 2.0',
      fields: {
        clientId: text('Client ID', 'Where the vendor shows the client id'),
        clientSecret: secret('Client Secret', 'Where the vendor shows the client secret'),
      },
      setup: [
        'What to create at the vendor, one step a line.',
        'Paste the Redirect URI of this form into the field that takes it.',
        'Copy Client ID and Client Secret into this form.',
      ],
      scheme: {
        kind: 'authorization-code',
        client: ({ clientId, clientSecret }) => ({ id: clientId, secret: clientSecret, sentIn: 'basic-header' }),
        authorizeUrl: () => 'https://acme.example/oauth/authorize',
        tokenUrl: () => \`\${API}/oauth/token\`,
        scopes: ['read'],
        pkce: 'S256',
        redirectUriLabel: 'Redirect URI',
      },
      renewal: { rates: ALL_RENEWAL_RATES, defaultRate: 'disabled', rotatesRefreshToken: 'optional' },
      baseUrl: () => API,
      probe: () => ({ kind: 'request', method: 'GET', url: \`\${API}/me\`, identity: ['email'] }),
    }),
  ];
}
`;
}

function pascal(text) {
  return titleOf(text).replaceAll(' ', '');
}

function titleOf(text) {
  return text
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
}

function fail(problem) {
  console.error(problem);
  process.exit(1);
}
