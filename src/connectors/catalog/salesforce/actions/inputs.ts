import type { ActionInput, ActionInputs, Choice, LiveChoices } from '../../../contract/action.js';

/** Spring '26. */
export const DATA = '/services/data/v66.0';

const NAME = '^[A-Za-z][A-Za-z0-9_]{0,79}$';
/** 15 or 18 characters; both mean the same record. */
export const RECORD_ID = '^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$';

/** An object as `GET /sobjects` and `describe` tell of it, as far as choices need it. */
interface Described {
  readonly name: string;
  readonly label: string;
  readonly queryable?: boolean;
}

interface DescribedField extends Described {
  readonly nillable?: boolean;
  readonly defaultedOnCreate?: boolean;
  readonly createable?: boolean;
  readonly updateable?: boolean;
  readonly externalId?: boolean;
}

export const object: ActionInput = {
  label: 'Object',
  help: 'Its API name, such as Contact or Visit__c.',
  schema: { type: 'string', pattern: NAME },
  required: true,
  choices: () => ({
    request: { method: 'GET', url: `${DATA}/sobjects` },
    read: ({ body }) => (body as { sobjects: Described[] }).sobjects.filter(({ queryable }) => queryable).map(choiceOf),
  }),
};

export const recordId: ActionInput = {
  label: 'Record ID',
  help: '15 or 18 characters.',
  schema: { type: 'string', pattern: RECORD_ID },
  required: true,
};

export const newRecord: ActionInput = recordInput('Values by the API names of fields.', ({ createable }) => createable);
export const changedRecord: ActionInput = recordInput(
  'Only the fields to change, by API name; null empties one.',
  ({ updateable }) => updateable,
);

export const fields: ActionInput = {
  label: 'Fields',
  help: 'Empty for all.',
  schema: { type: 'array', items: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_.]{0,200}$' }, maxItems: 400 },
  required: false,
  default: [],
  choices: (inputs) => fieldChoices(inputs, () => true),
};

export const externalIdField: ActionInput = {
  label: 'External ID field',
  help: 'A field of the object that is marked as external ID.',
  schema: { type: 'string', pattern: NAME },
  required: true,
  choices: (inputs) => fieldChoices(inputs, ({ externalId }) => externalId),
};

export const allOrNone: ActionInput = {
  label: 'All or none',
  help: 'When one record is refused, undo those that were sent together with it: 200 at a time.',
  schema: { type: 'boolean' },
  required: false,
  default: false,
};

function recordInput(help: string, isMeant: (field: DescribedField) => boolean | undefined): ActionInput {
  return {
    label: 'Fields',
    help,
    schema: { type: 'object' },
    required: true,
    choices: (inputs) => fieldChoices(inputs, isMeant),
  };
}

/** The fields of the object chosen so far. */
function fieldChoices(
  { object: name }: ActionInputs,
  isMeant: (field: DescribedField) => boolean | undefined,
): LiveChoices | undefined {
  if (typeof name !== 'string' || !new RegExp(NAME).test(name)) return undefined;
  return {
    request: { method: 'GET', url: `${DATA}/sobjects/${name}/describe` },
    read: ({ body }) => (body as { fields: DescribedField[] }).fields.filter(isMeant).map(fieldChoice),
  };
}

function choiceOf({ name, label }: Described): Choice {
  return { value: name, label: label === name ? label : `${label} (${name})` };
}

function fieldChoice(field: DescribedField): Choice {
  const { value, label } = choiceOf(field);
  const isNeeded = field.createable === true && field.nillable === false && field.defaultedOnCreate !== true;
  return { value, label: isNeeded ? `${label}, required` : label };
}
