import type { Action } from '../../../contract/action.js';
import { DATA, object } from './inputs.js';

interface QueryAnswer {
  readonly totalSize: number;
  readonly records: readonly unknown[];
  readonly done?: boolean;
  readonly nextRecordsUrl?: string;
}

export const query: Action = {
  key: 'query',
  title: 'Query with SOQL',
  help: 'A page has up to 2,000 records, fewer where they are wide.',
  inputs: {
    soql: {
      label: 'SOQL',
      schema: { type: 'string', minLength: 1, maxLength: 100_000 },
      required: true,
      binds: 'soql',
    },
    withDeleted: {
      label: 'With deleted records',
      help: 'Those of the recycle bin, and archived ones.',
      schema: { type: 'boolean' },
      required: false,
      default: false,
    },
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', items: { type: 'object' }, description: 'The records.' },
      hasMore: { type: 'boolean' },
      totalSize: { type: 'integer', description: 'Of all pages.' },
    },
    required: ['items', 'hasMore', 'totalSize'],
  },
  repeatable: true,
  reads: true,
  pages: {
    items: ({ body }) => (body as QueryAnswer).records,
    next: ({ body }) => {
      const { done, nextRecordsUrl } = body as QueryAnswer;
      if (nextRecordsUrl === undefined && done !== false) return undefined;
      // From the root of the org's own host, which is the base. A list that only seems to end would be half a list.
      if (nextRecordsUrl?.startsWith('/services/data/')) return { method: 'GET', url: nextRecordsUrl };
      throw new TypeError('The answer does not say where its next page is.');
    },
  },
  build: ({ soql, withDeleted }) => ({
    method: 'GET',
    url: `${DATA}/${withDeleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(String(soql))}`,
  }),
  read: ({ body }) => ({ totalSize: (body as QueryAnswer).totalSize }),
};

export const search: Action = {
  key: 'search',
  title: 'Search with SOSL',
  help: 'Words in any field of several objects at once. Salesforce gives at most 2,000 records, and no further page.',
  inputs: {
    sosl: {
      label: 'SOSL',
      help: 'Such as: FIND {Bixby} IN NAME FIELDS RETURNING Contact(Id, LastName), Account(Id, Name).',
      schema: { type: 'string', minLength: 1, maxLength: 20_000, pattern: '^\\s*[Ff][Ii][Nn][Dd]\\s*\\{' },
      required: true,
    },
  },
  output: {
    type: 'object',
    properties: { searchRecords: { type: 'array', items: { type: 'object' } } },
    required: ['searchRecords'],
  },
  repeatable: true,
  reads: true,
  build: ({ sosl }) => ({ method: 'GET', url: `${DATA}/search?q=${encodeURIComponent(String(sosl))}` }),
};

export const getLimits: Action = {
  key: 'getLimits',
  title: 'Get limits',
  help: 'How much of its daily requests and other allowances the org has left.',
  inputs: {},
  output: {
    type: 'object',
    properties: {
      DailyApiRequests: {
        type: 'object',
        properties: { Max: { type: 'integer' }, Remaining: { type: 'integer' } },
        required: ['Max', 'Remaining'],
      },
    },
  },
  repeatable: true,
  reads: true,
  build: () => ({ method: 'GET', url: `${DATA}/limits` }),
};

export const listObjects: Action = {
  key: 'listObjects',
  title: 'List objects',
  inputs: {},
  output: {
    type: 'object',
    properties: { sobjects: { type: 'array', items: { type: 'object' } } },
    required: ['sobjects'],
  },
  repeatable: true,
  reads: true,
  build: () => ({ method: 'GET', url: `${DATA}/sobjects` }),
};

export const describeObject: Action = {
  key: 'describeObject',
  title: 'Describe object',
  help: 'Its fields with types, labels, choices and what may be set.',
  inputs: { object },
  output: {
    type: 'object',
    properties: {
      name: { type: 'string' },
      label: { type: 'string' },
      fields: { type: 'array', items: { type: 'object' } },
    },
    required: ['name', 'fields'],
  },
  repeatable: true,
  reads: true,
  build: (inputs) => ({ method: 'GET', url: `${DATA}/sobjects/${inputs.object}/describe` }),
};
