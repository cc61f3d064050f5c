import { numbered, page, table } from './markdown.mjs';

const ISSUANCE = {
  consent: 'A person signs in at the vendor and consents.',
  exchange: 'The fields are exchanged for a token; nobody has to sign in.',
  none: 'Nothing is issued: each request is signed by itself.',
};
/** [path, text] of a page for each connector and of the list of all. */
export async function connectorPages() {
  const { CATALOG } = await import('../../dist/src/connectors/catalog/catalog.js');
  const { describeConnector } = await import('../../dist/src/connectors/describe-connector.js');
  const connectors = CATALOG.map((Connector) => new Connector()).map((connector) => ({
    ...describeConnector(connector),
    facts: connector,
  }));
  return [
    ['docs/connectors/README.md', galleryPage(connectors)],
    ...connectors.map((connector) => [`docs/connectors/${connector.key}.md`, connectorPage(connector)]),
  ];
}

function galleryPage(connectors) {
  return page(
    '# Connectors',
    table(
      ['Connector', 'Key', 'Methods', 'Actions'],
      connectors.map(({ key, title, methods, actions }) => [
        `[${title}](${key}.md)`,
        `\`${key}\``,
        methods.map((method) => method.title).join(', '),
        actions.length,
      ]),
    ),
  );
}

function connectorPage({ key, title, docs, methods, actions, facts }) {
  return page(
    `# ${title}`,
    `Connector \`${key}\`. Credentials are sent ${hostsText(facts)}. The vendor's own page: <${docs}>.`,
    methods.flatMap((method, index) => methodBlocks(method, facts.methods[index])),
    actions.length > 0 && [
      '## Actions',
      'What a step can do without knowing addresses: `call:` the name, with `token` and the inputs under `with`.',
      actions.flatMap((action) => actionBlocks(key, action)),
    ],
  );
}

function methodBlocks(method, facts) {
  const { scheme, renewal } = facts;
  return [
    `## ${method.title}`,
    `Method \`${method.key}\`. ${ISSUANCE[method.issuance]}`,
    '### At the vendor',
    numbered(method.setup),
    '### Fields',
    table(
      ['Field', 'Key', 'Where to find it', 'Notes'],
      method.fields.map((field) => [field.label, `\`${field.key}\``, field.where, fieldNotes(field)]),
    ),
    scheme.scopes?.length > 0 && `Scopes asked for: ${list(scheme.scopes)}.`,
    renewal && '### Renewal',
    renewal && renewalText(method.renewal),
  ];
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

function actionBlocks(connector, { key, title, inputs, repeatable }) {
  const properties = Object.entries(inputs.properties ?? {});
  return [
    `### \`${connector}.${key}\``,
    `${title}. ${repeatable ? 'Can be repeated safely.' : 'Is not repeated when an answer is lost.'}`,
    properties.length > 0 &&
      table(
        ['Input', 'Type', 'Meaning'],
        properties.map(([name, schema]) => [
          `\`${name}\``,
          [schema.type].flat().join(' or '),
          [schema.title && `${schema.title}.`, schema.description, !inputs.required?.includes(name) && '(optional)']
            .filter(Boolean)
            .join(' '),
        ]),
      ),
  ];
}

function hostsText({ hosts, methods }) {
  const ofAccount = methods.some((method) => method.hosts) && 'to the hosts of the account';
  return `only ${[hosts.length > 0 && `to ${list(hosts)}`, ofAccount].filter(Boolean).join(' and ')}`;
}

const list = (items) => items.map((item) => `\`${item}\``).join(', ');
