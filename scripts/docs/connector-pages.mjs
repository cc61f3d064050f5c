import { actionBlocks } from './action-blocks.mjs';
import { bulleted, numbered, page, table } from './markdown.mjs';

const ISSUANCE = {
  consent: 'A person signs in at the vendor and consents.',
  exchange: 'The fields are exchanged for a token; nobody has to sign in.',
  none: 'Nothing is issued: each request carries or is signed with what was typed.',
};
const ELSEWHERE = 'Others';

/** [path, text] of a page for each connector and of the gallery. */
export async function connectorPages() {
  const { CATALOG } = await import('../../dist/src/connectors/catalog/catalog.js');
  const { describeConnector } = await import('../../dist/src/connectors/describe-connector.js');
  const { CATEGORIES } = await import('../../dist/src/connectors/contract/category.js');
  const { FACTS } = await import('../../dist/src/connectors/contract/evidence.js');
  const connectors = CATALOG.map((Connector) => new Connector())
    .map((connector) => ({ ...describeConnector(connector), facts: connector }))
    .sort((one, other) => (one.title.toLowerCase() < other.title.toLowerCase() ? -1 : 1));
  return [
    ['docs/connectors/README.md', galleryPage(connectors, { CATEGORIES, FACTS })],
    ...connectors.map((connector) => [`docs/connectors/${connector.key}.md`, connectorPage(connector, FACTS)]),
  ];
}

function galleryPage(connectors, { CATEGORIES, FACTS }) {
  const withActions = connectors.filter(({ actions }) => actions.length > 0);
  const groups = [...Object.entries(CATEGORIES), [undefined, ELSEWHERE]].map(([category, title]) => ({
    title,
    members: connectors.filter((connector) => connector.category === category),
  }));
  return page(
    '# Connectors',
    `Latchkey knows ${connectors.length} outside systems; ${withActions.length} of them have actions. A system that is not here is met through a generic connector, or by [one of your own](../adding-a-connector.md).`,
    'Each page says which facts were read in what the vendor itself publishes. The kinds of facts are:',
    bulleted(Object.entries(FACTS).map(([fact, meaning]) => `**${fact}**: ${meaning}`)),
    groups
      .filter(({ members }) => members.length > 0)
      .map(({ title, members }) => [`## ${title}`, groupTable(members)]),
  );
}

function groupTable(members) {
  return table(
    ['Connector', 'Key', 'Methods', 'Actions', 'Facts read at the vendor'],
    members.map(({ key, title, methods, actions, evidence }) => [
      `[${title}](${key}.md)`,
      `\`${key}\``,
      methods.map((method) => method.title).join(', '),
      actions.length || '',
      evidence?.verified.length || '',
    ]),
  );
}

function connectorPage({ key, title, docs, quirks = [], evidence, methods, actions, facts }, FACTS) {
  return page(
    `# ${title}`,
    `Connector \`${key}\`. Credentials are sent ${hostsText(facts)}. The vendor's own page: <${docs}>.`,
    methods.flatMap((method, index) => methodBlocks(method, facts.methods[index])),
    quirks.length > 0 && ['## Good to know', bulleted(quirks)],
    actions.length > 0 && [
      '## Actions',
      'What a step can do without knowing addresses: `call:` the name, with `token` and the inputs under `with`.',
      actions.map((action) => actionBlocks(key, action)),
    ],
    evidence && evidenceBlocks(evidence, FACTS),
  );
}

function evidenceBlocks({ verified, community, sources }, FACTS) {
  const read = Object.keys(FACTS).filter((fact) => verified.includes(fact));
  return [
    '## How these facts are known',
    [
      read.length > 0
        ? `Read in what the vendor publishes: ${read.map((fact) => FACTS[fact]).join('; ')}.`
        : 'Nothing here was read in what the vendor publishes yet.',
      community && 'Other facts are what programs and lists of other people say; nobody compared them with the vendor.',
      'What is not stated here is not known.',
    ]
      .filter(Boolean)
      .join(' '),
    bulleted(sources.map((source) => `<${source}>`)),
  ];
}

function methodBlocks(method, facts) {
  const { scheme, renewal } = facts;
  const proof = probeText(facts);
  return [
    `## ${method.title}`,
    `Method \`${method.key}\`. ${ISSUANCE[method.issuance]}`,
    '### At the vendor',
    numbered(method.setup),
    method.redirectUriLabel &&
      `What the form calls ${method.redirectUriLabel} is \`PUBLIC_URL/oauth/callback\` of your installation.`,
    '### Fields',
    table(
      ['Field', 'Key', 'Where to find it', 'Notes'],
      method.fields.map((field) => [field.label, `\`${field.key}\``, field.where, fieldNotes(field)]),
    ),
    scheme.scopes?.length > 0 && `Scopes asked for: ${list(scheme.scopes)}.`,
    scheme.pkce === 'S256' && 'The consent is protected with PKCE (S256).',
    proof && `Test Connection asks ${proof}.`,
    renewal && '### Renewal',
    renewal && renewalText(method.renewal),
  ];
}

/** The probe with the keys of the fields in the place of their values; absent when it cannot be told without them. */
function probeText({ fields = {}, probe }) {
  if (!probe) return undefined;
  const values = Object.fromEntries(
    Object.entries(fields).map(([key, { kind, default: preset }]) => [key, kind === 'choice' ? preset : `{${key}}`]),
  );
  try {
    const proof = probe(values, undefined);
    return proof.kind === 'exchange' ? 'for a fresh token' : `\`${proof.method} ${decodeURIComponent(proof.url)}\``;
  } catch {
    return undefined;
  }
}

function fieldNotes({ kind, required, options, default: preset, when }) {
  return [
    kind === 'secret' && 'secret',
    !required && 'optional',
    options && `one of ${list(options.map((option) => option.label))}`,
    preset && !options && `default \`${preset}\``,
    when && `only when \`${when.field}\` is ${list(when.is)}`,
  ]
    .filter(Boolean)
    .join('; ');
}

function renewalText({ rates, defaultRate, facts }) {
  const label = (value) => rates.find((rate) => rate.value === value)?.label ?? value;
  return [`Default rate: ${label(defaultRate)}.`, ...facts].join(' ');
}

function hostsText({ hosts, methods }) {
  const ofAccount = methods.some((method) => method.hosts) && 'to the hosts of the account';
  return `only ${[hosts.length > 0 && `to ${list(hosts)}`, ofAccount].filter(Boolean).join(' and ')}`;
}

const list = (items) => items.map((item) => `\`${item}\``).join(', ');
