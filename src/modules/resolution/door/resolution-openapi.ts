import type { OpenAPIObject } from '@nestjs/swagger';
import { CredentialDto, ResolutionDto, ResolveDto, ResolvedTokenDto } from '../resolution.dto.js';

export const RESOLUTION_PATH = '/v1/resolutions';

export const RESOLUTION_MODELS = [ResolveDto, ResolutionDto, ResolvedTokenDto, CredentialDto];

const jsonOf = (model: string) => ({ 'application/json': { schema: { $ref: `#/components/schemas/${model}` } } });

export const RESOLUTION_OPERATIONS: OpenAPIObject['paths'][string] = {
  post: {
    operationId: 'Resolution_resolve',
    summary: 'Resolves a name to a credential, as it stands at this moment.',
    tags: ['Runtime'],
    security: [{ bearer: [] }],
    parameters: [],
    requestBody: { required: true, content: jsonOf(ResolveDto.name) },
    responses: {
      200: {
        description: 'The credential, and which generation of which token it is.',
        content: jsonOf(ResolutionDto.name),
      },
    },
  },
};
