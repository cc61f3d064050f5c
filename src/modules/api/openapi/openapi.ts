import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ProblemView } from '../problems/problem.dto.js';
import { OpenApiAdditions } from './openapi-additions.js';

/** In the order in which somebody new meets them; the page and the document keep it. */
const TAGS = [
  ['Apps', 'What owns processes, and access tokens of its own.'],
  ['Connectors', 'The outside systems, with the fields of each method and the actions of steps.'],
  ['Own connectors', 'Outside systems that a company describes itself, as data.'],
  ['Drafts', 'From fields to an access token: issuance, Test Connection, Done.'],
  ['Access tokens', 'The named connections of a tenant or an app.'],
  ['Runtime', 'From a name to a credential, for whoever runs a step.'],
  ['Processes', 'Definitions whose steps name access tokens.'],
  ['Runs', 'What became of a process, step by step.'],
  ['Lookups', 'What the forms of an app may ask of vendors.'],
  ['Keys', 'Who may call, and with which rights.'],
  ['Users', 'The people of a tenant, and what they may do.'],
  ['Session', 'Sign-in of a person in a browser.'],
  ['Tenants', 'Customers of the platform; made by the operator.'],
  ['Vault', 'Rotation of the keys that seal secrets.'],
  ['Events', 'What happened, as a list or as it happens.'],
  ['Webhooks', 'Where events are sent to, signed, and what became of it.'],
  ['Alerts', 'What keeps failing for one cause, and who must act.'],
  ['Forecast', 'Which access tokens will need a person, and when.'],
  ['Figures', 'How many renewals, failures and resolutions there were, over time.'],
  ['Audit', 'Who did what; never a value.'],
  ['Health', 'For load balancers and supervisors.'],
] as const;

const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The OpenAPI document of all controllers, with the one form that every error has. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const base = new DocumentBuilder()
    .setTitle('Latchkey')
    .setDescription(
      'The access-token service of workflow platforms. Every error is application/problem+json and says in `remedy` who must act next. To try calls here, select Authorize and paste a key.',
    )
    .setVersion('1')
    // Named in full, because addBearerAuth would call our keys JWTs.
    .addSecurity('bearer', {
      type: 'http',
      scheme: 'bearer',
      description: 'A key (`lk_...`), or the key of the operator.',
    });
  for (const [name, description] of TAGS) base.addTag(name, description);
  const additions = app.get(OpenApiAdditions);
  const document = SwaggerModule.createDocument(app, base.build(), {
    extraModels: [ProblemView, ...additions.models],
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}`,
  });
  for (const [path, item] of Object.entries(additions.paths)) {
    document.paths[path] = { ...document.paths[path], ...item };
  }
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
