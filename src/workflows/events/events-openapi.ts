import type { OpenAPIObject } from '@nestjs/swagger';

export const EVENTS_PATH = '/v1/apps/{appId}/events';

const ATTRIBUTE = { type: 'string', minLength: 1, maxLength: 2_000 } as const;
const EVENT = {
  type: 'object' as const,
  required: ['specversion', 'id', 'source', 'type'],
  properties: {
    specversion: { type: 'string' as const, enum: ['1.0'] },
    ...{ id: ATTRIBUTE, source: ATTRIBUTE, type: ATTRIBUTE, subject: ATTRIBUTE },
    time: { type: 'string' as const, format: 'date-time' },
    data: {},
  },
  additionalProperties: true,
};

export const RUN_EVENTS_PATH = '/v1/runs/{runId}/events';

export const EVENTS_OPERATION = operation({
  operationId: 'Events_publish',
  summary: 'Tells the app events, by the HTTP binding of CloudEvents 1.0. An event that it knows already does nothing.',
  parameter: 'appId',
});

export const RUN_EVENTS_OPERATION = operation({
  operationId: 'Events_tellRun',
  summary: 'Tells events to one run that listens for them, as an app is told. One that it knows already does nothing.',
  parameter: 'runId',
});

interface Door {
  readonly operationId: string;
  readonly summary: string;
  readonly parameter: string;
}

function operation({ operationId, summary, parameter }: Door): OpenAPIObject['paths'][string] {
  return {
    post: {
      operationId,
      summary,
      tags: ['Runs'],
      security: [{ bearer: [] }],
      parameters: [{ name: parameter, in: 'path', required: true, schema: { type: 'string' } }],
      requestBody: {
        required: true,
        content: {
          'application/cloudevents+json': { schema: EVENT },
          'application/cloudevents-batch+json': { schema: { type: 'array', items: EVENT, maxItems: 100 } },
          'application/json': { schema: {}, example: { note: 'the data; the attributes are headers such as ce-type' } },
        },
      },
      responses: {
        202: {
          description: 'Stored, and put into the line of every run that listens.',
          content: {
            'application/json': {
              schema: { type: 'object', required: ['accepted'], properties: { accepted: { type: 'integer' } } },
            },
          },
        },
      },
    },
  };
}
