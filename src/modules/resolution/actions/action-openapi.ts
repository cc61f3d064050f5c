import type { OpenAPIObject } from '@nestjs/swagger';
import { ActionOutputDto, RunActionDto } from './action.dto.js';

export const ACTION_PATH = '/v1/apps/{appId}/actions/{call}';

export const ACTION_MODELS = [RunActionDto, ActionOutputDto];

const schemaOf = (model: string) => ({ schema: { $ref: `#/components/schemas/${model}` } });

export const ACTION_OPERATIONS: OpenAPIObject['paths'][string] = {
  post: {
    operationId: 'Actions_run',
    summary: 'Runs an action of a connector with a named token.',
    description:
      'A file goes up as `multipart/form-data`: the fields `token` and `with`, then the file under the name of its input; what `with` says of that input (`name`, `size`, `contentType`) completes what the part says. An action that yields a file answers with the file itself. `Idempotency-Key` goes to a vendor that takes such a key.',
    tags: ['Runtime'],
    security: [{ bearer: [] }],
    parameters: [
      { name: 'appId', in: 'path', required: true, schema: { type: 'string' } },
      {
        name: 'call',
        in: 'path',
        required: true,
        description: 'As a process names it, such as `dropbox.listFolder`.',
        schema: { type: 'string' },
      },
      { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } },
    ],
    requestBody: {
      required: true,
      content: {
        'application/json': schemaOf(RunActionDto.name),
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { token: { type: 'string' }, with: { type: 'string', description: 'The inputs as JSON.' } },
            required: ['token'],
            additionalProperties: { type: 'string', format: 'binary' },
          },
        },
      },
    },
    responses: {
      200: {
        description: 'The output, or the file that the action yields.',
        content: {
          'application/json': schemaOf(ActionOutputDto.name),
          '*/*': { schema: { type: 'string', format: 'binary' } },
        },
      },
    },
  },
};
