import type { ActionInput, ActionInputs, LiveChoices } from '../../../contract/action.js';

const TYPE = '^[A-Za-z][A-Za-z0-9_]{0,99}$';

export const recordType: ActionInput = {
  label: 'Record type',
  help: 'As in the REST API, such as customer, invoice or customrecord_visit.',
  schema: { type: 'string', pattern: TYPE },
  required: true,
  choices: () => ({
    request: { method: 'GET', url: '/record/v1/metadata-catalog' },
    read: ({ body }) => (body as { items: { name: string }[] }).items.map(({ name }) => ({ value: name, label: name })),
  }),
};

export const recordId: ActionInput = {
  label: 'Internal or external ID',
  help: 'An external ID begins with "eid:".',
  schema: { type: 'string', pattern: '^(?!\\.{1,2}$)', minLength: 1, maxLength: 200 },
  required: true,
};

export const newRecord: ActionInput = {
  label: 'Record',
  help: 'Values by the names of fields; a reference as { "id": ... } or { "externalId": ... }.',
  schema: { type: 'object' },
  required: true,
  choices: fieldChoices,
};

export const changedRecord: ActionInput = {
  ...newRecord,
  help: 'Only what changes, by the names of fields; null empties one.',
};

export const fields: ActionInput = {
  label: 'Fields',
  help: 'Empty for all.',
  schema: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z0-9_.]+$' } },
  required: false,
  default: [],
  choices: fieldChoices,
};

/** The fields of the record type chosen so far. */
function fieldChoices({ type }: ActionInputs): LiveChoices | undefined {
  if (typeof type !== 'string' || !new RegExp(TYPE).test(type)) return undefined;
  return {
    request: {
      method: 'GET',
      url: `/record/v1/metadata-catalog/${type}`,
      headers: { accept: 'application/schema+json' },
    },
    read: ({ body }) => {
      const { properties } = body as { properties: Record<string, { title?: string }> };
      return Object.entries(properties)
        .filter(([name]) => name !== 'links')
        .map(([name, { title }]) => ({ value: name, label: title === undefined ? name : `${title} (${name})` }));
    },
  };
}

export function recordPath(type: unknown, id: unknown): string {
  return `/record/v1/${type}/${encodeURIComponent(String(id))}`;
}
