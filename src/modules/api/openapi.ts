import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { OpenApiAdditions } from './openapi-additions.js';
import { ProblemView } from './problems/problem.dto.js';

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI document of all controllers, with the one form that every error has. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Latchkey')
    .setDescription(
      'The access-token service of workflow platforms. Every error is application/problem+json and says in `remedy` who must act next.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A key: `lk_...`, or the key of the operator.' })
    .build();
  const document = SwaggerModule.createDocument(app, base, {
    extraModels: [ProblemView],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  Object.assign(document.paths, app.get(OpenApiAdditions).paths);
  for (const operations of Object.values(document.paths)) {
    for (const verb of VERBS) {
      const operation = operations[verb];
      if (operation) operation.responses.default ??= PROBLEM_RESPONSE;
    }
  }
  return document;
}

const PROBLEM_RESPONSE = {
  description: 'Any error.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
};
