import type { Action, ActionInput, ActionInputs } from '../../../contract/action.js';

const DESTINATION_SCHEMA = {
  type: 'object',
  properties: { ID: { type: 'string', minLength: 1 }, Name: { type: 'string' } },
  required: ['ID'],
} as const;

/** Models and events change (developer.redoxengine.com/data-models): these are for choosing, and any other may be typed. */
const MODELS = [
  'PatientAdmin',
  'PatientSearch',
  'ClinicalSummary',
  'Scheduling',
  'Order',
  'Results',
  'Notes',
  'Media',
  'Flowsheet',
  'Financial',
  'Medications',
  'Vaccination',
  'Provider',
];

const MESSAGE: Readonly<Record<string, ActionInput>> = {
  dataModel: {
    label: 'Data model',
    help: 'Such as PatientAdmin or PatientSearch.',
    schema: { type: 'string', minLength: 1, maxLength: 100, examples: MODELS },
    required: true,
  },
  eventType: {
    label: 'Event type',
    help: 'Such as NewPatient or Query; each data model has its own.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
    required: true,
  },
  body: {
    label: 'Message',
    help: 'The sections of the data model, without Meta.',
    schema: { type: 'object' },
    required: true,
  },
  test: {
    label: 'Test message',
    help: 'Switch off in production only: whoever receives it takes it for real then.',
    schema: { type: 'boolean' },
    required: false,
    default: true,
  },
  source: {
    label: 'Source',
    help: 'Its ID; Redox asks for it where the environment has several OAuth API keys.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
    required: false,
  },
  eventDateTime: {
    label: 'When it happened',
    help: 'An instant such as 2026-12-01T08:30:00Z; that of the sending when left empty.',
    schema: {
      type: 'string',
      pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?(Z|[+-]\\d\\d:\\d\\d)$',
    },
    required: false,
  },
  facilityCode: {
    label: 'Facility code',
    help: 'Where the destination has several places under one connection.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
    required: false,
  },
};

const OUTPUT = {
  type: 'object',
  properties: {
    Meta: {
      type: 'object',
      properties: { DataModel: { type: 'string' }, EventType: { type: 'string' }, Logs: { type: 'array' } },
    },
  },
} as const;

const query: Action = {
  key: 'query',
  title: 'Query',
  help: 'Asks one destination and waits for its answer, such as PatientSearch Query.',
  inputs: { ...MESSAGE, destination: { label: 'Destination', schema: DESTINATION_SCHEMA, required: true } },
  output: OUTPUT,
  repeatable: true,
  build: (inputs) => ({ method: 'POST', url: '/endpoint', body: envelope(inputs, [inputs.destination]) }),
};

const sendMessage: Action = {
  key: 'sendMessage',
  title: 'Send message',
  help: 'A data model message for one or several destinations. Redox has accepted it then; it is not yet delivered.',
  inputs: {
    ...MESSAGE,
    destinations: {
      label: 'Destinations',
      schema: { type: 'array', items: DESTINATION_SCHEMA, minItems: 1, maxItems: 50 },
      required: true,
    },
  },
  output: OUTPUT,
  // A repeated message is a second event for whoever receives it.
  repeatable: false,
  build: (inputs) => ({ method: 'POST', url: '/endpoint', body: envelope(inputs, inputs.destinations) }),
};

export const MESSAGE_ACTIONS: readonly Action[] = [query, sendMessage];

function envelope(inputs: ActionInputs, destinations: unknown): Record<string, unknown> {
  const { dataModel, eventType, body, test, facilityCode, source, eventDateTime } = inputs;
  const sections = typeof body === 'object' ? body : {};
  return {
    ...sections,
    Meta: {
      DataModel: dataModel,
      EventType: eventType,
      Test: test,
      Destinations: destinations,
      ...(eventDateTime === undefined ? {} : { EventDateTime: eventDateTime }),
      ...(source === undefined ? {} : { Source: { ID: source } }),
      ...(facilityCode === undefined ? {} : { FacilityCode: facilityCode }),
    },
  };
}
