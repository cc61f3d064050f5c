import type { Action } from '../../../contract/action.js';
import { DATA } from './inputs.js';

interface Subrequest {
  readonly method: string;
  readonly path: string;
  readonly referenceId: string;
  readonly body?: unknown;
}

export const composite: Action = {
  key: 'composite',
  title: 'Several requests in one',
  help: 'Up to 25 in order; a later one may use what an earlier one answered as @{reference.id}.',
  inputs: {
    requests: {
      label: 'Requests',
      help: 'Paths begin after the version, such as /sobjects/Account.',
      schema: {
        type: 'array',
        minItems: 1,
        maxItems: 25,
        items: {
          type: 'object',
          properties: {
            method: { type: 'string', enum: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] },
            path: { type: 'string', pattern: '^/(?!.*\\.\\.)', maxLength: 10_000 },
            referenceId: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,79}$' },
            body: { type: 'object' },
          },
          required: ['method', 'path', 'referenceId'],
          additionalProperties: false,
        },
      },
      required: true,
    },
    allOrNone: {
      label: 'All or none',
      help: 'When one fails, undo the others.',
      schema: { type: 'boolean' },
      required: false,
      default: true,
    },
  },
  output: {
    type: 'object',
    properties: {
      compositeResponse: {
        type: 'array',
        items: {
          type: 'object',
          properties: { referenceId: { type: 'string' }, httpStatusCode: { type: 'integer' }, body: {} },
        },
      },
    },
    required: ['compositeResponse'],
  },
  repeatable: false,
  build: ({ requests, allOrNone }) => ({
    method: 'POST',
    url: `${DATA}/composite`,
    body: {
      allOrNone,
      compositeRequest: (requests as Subrequest[]).map(({ path, ...others }) => ({ ...others, url: `${DATA}${path}` })),
    },
  }),
};
