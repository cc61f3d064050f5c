import { table } from './markdown.mjs';

const DEEPEST = 3;

/** The blocks of one action: what it takes, what it gives, and whether it may be repeated. */
export function actionBlocks(connector, action) {
  const { key, title, help, inputs, output, answer } = action;
  const properties = Object.entries(inputs.properties ?? {});
  return [
    `### \`${connector}.${key}\``,
    [`${title}.`, help, repetitionText(action), action.reads && 'Changes nothing, so a lookup of a form may run it.']
      .filter(Boolean)
      .join(' '),
    properties.length > 0 &&
      table(
        ['Input', 'Type', 'Meaning'],
        properties.map(([name, schema]) => [`\`${name}\``, inputType(schema), inputMeaning(name, schema, inputs)]),
      ),
    ...(answer === 'file' ? ['It yields a file.'] : outputBlocks(output)),
  ];
}

function repetitionText({ repeatable, hasIdempotencyKey }) {
  if (repeatable) return 'Can be repeated safely.';
  if (hasIdempotencyKey) return 'Is repeated with a key by which the vendor knows the repetition.';
  return 'Is not repeated when an answer is lost.';
}

function inputType(schema) {
  return schema['x-file'] ? 'file' : typeOf(schema);
}

function inputMeaning(name, schema, { required = [] }) {
  return [
    schema.title && `${schema.title}.`,
    schema.description,
    schema.default !== undefined && `Default \`${JSON.stringify(schema.default)}\`.`,
    schema['x-choices'] && 'Choices are loaded with the token.',
    schema['x-binds'] && 'A lookup may say `:name` in it.',
    !required.includes(name) && '(optional)',
  ]
    .filter(Boolean)
    .join(' ');
}

function outputBlocks(output = {}) {
  const rows = outputRows('', output, 1);
  if (rows.length === 0) return output.type ? [`It gives ${typeOf(output)}.`] : [];
  return [table(['Output', 'Type', 'Meaning'], rows)];
}

/** One row for each named part, `items[].name` for parts of the members of a list. */
function outputRows(path, schema, depth) {
  if (schema.type === 'array') return schema.items ? outputRows(`${path}[]`, schema.items, depth) : [];
  if (depth > DEEPEST) return [];
  return Object.entries(schema.properties ?? {}).flatMap(([name, part]) => {
    const place = path === '' ? name : `${path}.${name}`;
    return [
      [`\`${place}\``, typeOf(part), part.description ?? part.title ?? ''],
      ...outputRows(place, part, depth + 1),
    ];
  });
}

function typeOf({ type, enum: values, const: only, anyOf, oneOf, items }) {
  if (values) return values.map((value) => `\`${JSON.stringify(value)}\``).join(' or ');
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  const kinds = anyOf ?? oneOf;
  if (kinds) return [...new Set(kinds.map(typeOf))].join(' or ');
  if (type === 'array' && items?.type) return `list of ${typeOf(items)}`;
  return [type ?? 'anything'].flat().join(' or ');
}
