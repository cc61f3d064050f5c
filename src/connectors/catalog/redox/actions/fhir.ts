import type { Action, ActionAnswer, ActionInput, ActionInputs, ActionPages } from '../../../contract/action.js';

const FHIR_JSON = 'application/fhir+json';

/** Works with OAuth API keys only: https://docs.redoxengine.com/fhir. */
const PLACE: Readonly<Record<string, ActionInput>> = {
  destination: {
    label: 'Destination',
    help: 'The slug of the destination, such as redox-fhir-sandbox.',
    schema: { type: 'string', pattern: '^[A-Za-z0-9-]+$', maxLength: 200 },
    required: true,
  },
  environment: {
    label: 'Environment',
    help: 'That of the API key.',
    schema: { type: 'string', enum: ['Development', 'Staging', 'Production'] },
    required: false,
    default: 'Development',
  },
  type: {
    label: 'Resource type',
    schema: {
      type: 'string',
      pattern: '^[A-Z][A-Za-z]+$',
      maxLength: 100,
      examples: ['Patient', 'Appointment', 'Observation', 'DocumentReference'],
    },
    required: true,
  },
};
const ID: ActionInput = {
  label: 'Id',
  schema: { type: 'string', pattern: '^(?!\\.{1,2}$)[A-Za-z0-9.-]{1,64}$' },
  required: true,
};
const RESOURCE: ActionInput = { label: 'Resource', help: 'In FHIR R4.', schema: { type: 'object' }, required: true };
const RESOURCE_SCHEMA = {
  type: 'object',
  properties: { resourceType: { type: 'string' }, id: { type: 'string' } },
} as const;

/** Bundles say where the next one is. */
const BUNDLES: ActionPages = {
  items: ({ body }) => listIn(body, 'entry').map((entry) => memberOf(entry, 'resource')),
  next: ({ body }) => {
    const link = listIn(body, 'link').find((each) => memberOf(each, 'relation') === 'next');
    const url = memberOf(link, 'url');
    return typeof url === 'string' ? { method: 'GET', url, headers: { accept: FHIR_JSON } } : undefined;
  },
};

const readResource: Action = {
  key: 'readResource',
  title: 'Read FHIR resource',
  inputs: { ...PLACE, id: ID },
  output: RESOURCE_SCHEMA,
  repeatable: true,
  reads: true,
  build: (inputs) => ({ method: 'GET', url: `${address(inputs)}/${inputs.id}`, headers: { accept: FHIR_JSON } }),
};

const searchResources: Action = {
  key: 'searchResources',
  title: 'Search FHIR resources',
  help: 'By search parameters such as family or birthdate, which stay out of addresses and so out of logs.',
  inputs: {
    ...PLACE,
    parameters: {
      label: 'Parameters',
      help: 'Such as { "family": "Bixby" }; a list stands for a parameter that comes several times.',
      schema: {
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'boolean', 'array'], items: { type: 'string' } },
      },
      required: true,
    },
  },
  output: {
    type: 'object',
    properties: { items: { type: 'array', items: RESOURCE_SCHEMA }, hasMore: { type: 'boolean' } },
    required: ['items', 'hasMore'],
  },
  repeatable: true,
  reads: true,
  pages: BUNDLES,
  build: (inputs) => ({
    method: 'POST',
    url: `${address(inputs)}/_search`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: FHIR_JSON },
    body: formOf(inputs.parameters),
  }),
};

const createResource: Action = {
  key: 'createResource',
  title: 'Create FHIR resource',
  inputs: { ...PLACE, resource: RESOURCE },
  output: RESOURCE_SCHEMA,
  repeatable: false,
  build: (inputs) => ({ method: 'POST', url: address(inputs), ...resourceBody(inputs) }),
};

const updateResource: Action = {
  key: 'updateResource',
  title: 'Update FHIR resource',
  help: 'Replaces the resource by the one that is given.',
  inputs: { ...PLACE, id: ID, resource: RESOURCE },
  output: RESOURCE_SCHEMA,
  repeatable: true,
  build: (inputs) => ({ method: 'PUT', url: `${address(inputs)}/${inputs.id}`, ...resourceBody(inputs) }),
};

const sendEvent: Action = {
  key: 'sendEvent',
  title: 'Send FHIR event',
  help: 'A bundle of type message for an operation, such as patient-update.',
  inputs: {
    ...PLACE,
    operation: {
      label: 'Operation',
      help: 'Without the dollar sign.',
      schema: { type: 'string', pattern: '^[a-z][a-z0-9-]*$', maxLength: 100 },
      required: true,
    },
    bundle: {
      label: 'Bundle',
      help: 'Its first entry is a MessageHeader.',
      schema: { type: 'object' },
      required: true,
    },
  },
  output: { type: 'object' },
  repeatable: false,
  build: (inputs) => ({
    method: 'POST',
    url: `${address(inputs)}/$${inputs.operation}`,
    headers: { 'content-type': FHIR_JSON, accept: FHIR_JSON },
    body: inputs.bundle,
  }),
};

export const FHIR_ACTIONS: readonly Action[] = [
  readResource,
  searchResources,
  createResource,
  updateResource,
  sendEvent,
];

function address({ destination, environment, type }: ActionInputs): string {
  return `/fhir/R4/${destination}/${environment}/${type}`;
}

function resourceBody({ type, resource }: ActionInputs) {
  const headers = { 'content-type': FHIR_JSON, accept: FHIR_JSON, prefer: 'return=representation' };
  return { headers, body: { resourceType: type, ...(resource as object) } };
}

function formOf(parameters: unknown): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters as object)) {
    for (const one of [value].flat()) form.append(name, String(one));
  }
  return form.toString();
}

function listIn(body: unknown, name: string): readonly unknown[] {
  const list = memberOf(body, name);
  return Array.isArray(list) ? list : [];
}

function memberOf(value: unknown, name: string): ActionAnswer['body'] {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
