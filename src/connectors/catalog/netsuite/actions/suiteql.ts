import type { Action, ActionInput } from '../../../contract/action.js';
import { nextPage, type Page } from './pages.js';

export const sqlQuery: ActionInput = {
  label: 'Query',
  schema: { type: 'string', minLength: 1, maxLength: 100_000 },
  required: true,
  binds: 'suiteql',
};

/** Without it NetSuite answers 400. */
export const TRANSIENT = { prefer: 'transient' };

export const suiteql: Action = {
  key: 'suiteql',
  title: 'Query with SuiteQL',
  help: 'Values are texts, and columns without a value are left out. NetSuite gives at most 100,000 rows.',
  inputs: {
    query: sqlQuery,
    limit: {
      label: 'Rows of a page',
      schema: { type: 'integer', minimum: 1, maximum: 1000 },
      required: false,
      default: 1000,
    },
    offset: {
      label: 'Rows to skip',
      help: 'A multiple of the rows of a page.',
      schema: { type: 'integer', minimum: 0 },
      required: false,
      default: 0,
    },
  },
  output: {
    type: 'object',
    properties: {
      items: { type: 'array', items: { type: 'object' } },
      hasMore: { type: 'boolean' },
      totalResults: { type: 'integer' },
    },
    required: ['items', 'hasMore'],
  },
  repeatable: true,
  reads: true,
  pages: { items: ({ body }) => (body as Page).items, next: nextPage },
  build: ({ query, limit, offset }) => ({
    method: 'POST',
    url: `/query/v1/suiteql?limit=${limit}&offset=${offset}`,
    headers: TRANSIENT,
    body: { q: query },
  }),
  read: ({ body }) => ({ totalResults: (body as Page).totalResults }),
};
