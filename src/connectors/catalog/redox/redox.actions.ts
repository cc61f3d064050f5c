import type { Action, ActionInput, ActionInputs } from '../../contract/action.js';

const destinationSchema = {
  type: 'object',
  properties: { ID: { type: 'string', minLength: 1 }, Name: { type: 'string' } },
  required: ['ID'],
};

const message: Readonly<Record<string, ActionInput>> = {
  dataModel: {
    label: 'Data model',
    help: 'Such as PatientAdmin or PatientSearch.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
    required: true,
  },
  eventType: {
    label: 'Event type',
    help: 'Such as NewPatient or Query.',
    schema: { type: 'string', minLength: 1, maxLength: 100 },
    required: true,
  },
  body: {
    label: 'Message',
    help: 'The sections of the data model, without Meta.',
    schema: { type: 'object' },
    required: true,
  },
};

const query: Action = {
  key: 'query',
  title: 'Query',
  inputs: { ...message, destination: { label: 'Destination', schema: destinationSchema, required: true } },
  output: { type: 'object', properties: { Meta: { type: 'object' } } },
  repeatable: true,
  build: (inputs) => ({ method: 'POST', url: '/endpoint', body: envelope(inputs, [inputs.destination]) }),
};

const sendMessage: Action = {
  key: 'sendMessage',
  title: 'Send message',
  inputs: {
    ...message,
    destinations: {
      label: 'Destinations',
      schema: { type: 'array', items: destinationSchema, minItems: 1, maxItems: 50 },
      required: true,
    },
  },
  output: { type: 'object', properties: { Meta: { type: 'object' } } },
  // A repeated message is a second event for whoever receives it; an accepted one is not yet delivered.
  repeatable: false,
  build: (inputs) => ({ method: 'POST', url: '/endpoint', body: envelope(inputs, inputs.destinations) }),
};

export const REDOX_ACTIONS: readonly Action[] = [query, sendMessage];

/** `Test` is always true: only the Development environment is supported. */
function envelope({ dataModel, eventType, body }: ActionInputs, destinations: unknown): Record<string, unknown> {
  const sections = typeof body === 'object' ? body : {};
  return { ...sections, Meta: { DataModel: dataModel, EventType: eventType, Test: true, Destinations: destinations } };
}
