import { json, type Reply } from '../support/vendor-server.js';

const PETS = [
  { id: 1, name: 'Rex', status: 'available' },
  { id: 2, name: 'Tom', status: 'sold' },
];

/** What the kit calls of the petstore, as Swagger 2. */
const DESCRIPTION = {
  swagger: '2.0',
  ...{ host: 'petstore.swagger.io', basePath: '/v2', schemes: ['https'] },
  paths: {
    '/pet/findByStatus': {
      get: {
        operationId: 'findPetsByStatus',
        parameters: [{ name: 'status', in: 'query', required: true, type: 'array', collectionFormat: 'multi' }],
      },
    },
    '/pet/{petId}': {
      get: { operationId: 'getPetById', parameters: [{ name: 'petId', in: 'path', required: true, type: 'integer' }] },
    },
  },
};

export const OUTSIDE_HOSTS = ['petstore.swagger.io', 'httpbin.org'] as const;

/** Stands in for the hosts that the kit calls. */
export const outsideHosts: Reply = (response, request) => {
  const url = new URL(request.path, 'http://outside');
  const answer = answerTo(url, request.headers.authorization);
  json(answer.body, answer.status)(response, request);
};

function answerTo(url: URL, authorization: string | undefined): { body: unknown; status: number } {
  const [, host, ...path] = url.pathname.split('/');
  if (host === 'httpbin.org') return basicAuth(path, authorization);
  if (path[1] === 'swagger.json') return { body: DESCRIPTION, status: 200 };
  const wanted = url.searchParams.getAll('status');
  if (path[2] === 'findByStatus') return { body: PETS.filter(({ status }) => wanted.includes(status)), status: 200 };
  const pet = path.length === 3 ? PETS.find(({ id }) => String(id) === path[2]) : undefined;
  return pet ? { body: pet, status: 200 } : { body: { message: 'Pet not found' }, status: 404 };
}

function basicAuth([, user, password]: string[], authorization: string | undefined) {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return authorization === wanted ? { body: { authenticated: true, user }, status: 200 } : { body: {}, status: 401 };
}
