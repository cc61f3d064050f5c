import type { OpenAPIObject } from '@nestjs/swagger';

export const PROXY_PATH = '/v1/proxy/{name}/{path}';

const PARAMETERS = [
  { name: 'name', in: 'path', required: true, description: 'The access token’s name.', schema: { type: 'string' } },
  {
    name: 'path',
    in: 'path',
    required: true,
    description:
      'Path at the vendor, relative to the credential’s base URL; may contain slashes. The query passes too.',
    schema: { type: 'string' },
  },
  {
    name: 'Latchkey-Host',
    in: 'header',
    description: 'Another of the credential’s hosts than the one of its base URL.',
    schema: { type: 'string' },
  },
  {
    name: 'Latchkey-App',
    in: 'header',
    description: 'The app that asks; only for keys that are not bound to one.',
    schema: { type: 'string' },
  },
] as const;

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;

function operation(verb: (typeof VERBS)[number]) {
  const hasBody = verb !== 'get' && verb !== 'delete';
  return {
    operationId: `Proxy_${verb}`,
    summary: 'Sends the request with the credential of a named token and streams the answer.',
    tags: ['Runtime'],
    security: [{ bearer: [] }],
    parameters: [...PARAMETERS],
    ...(hasBody ? { requestBody: { content: { '*/*': { schema: {} } } } } : {}),
    responses: {
      default: {
        description:
          'The vendor’s own status, headers and body, with Latchkey-Token-Generation, Latchkey-Token-Scope and, of a vendor that gives one, Latchkey-Vendor-Request-Id; or a problem of ours as application/problem+json.',
      },
    },
  };
}

export const PROXY_OPERATIONS: OpenAPIObject['paths'][string] = Object.fromEntries(
  VERBS.map((verb) => [verb, operation(verb)]),
);
