import { randomUUID } from 'node:crypto';
import { fastifyCookie } from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type {
  FastifyBodyParser,
  FastifyInstance,
  FastifyRequest,
  FastifyServerOptions,
  onRequestHookHandler,
} from 'fastify';
import type { Configuration } from '../../kernel/configuration.js';
import { unsupportedMediaType } from './api.errors.js';
import { serveDocs } from './openapi/docs-page.js';
import { serveWebPages } from './pages/web-pages.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { asBrokerError } from './problems/problem.js';
import { sendProblem, sendUnreadable } from './problems/send-problem.js';
import { AnswerHeaders } from './requests/answer-headers.js';
import { MAX_BODY_BYTES } from './requests/limits.js';
import { checkSafe } from './requests/request-safety.js';
import { requestValidation } from './requests/request-validation.js';
import { endSlowSender } from './requests/slow-senders.js';

/** What the server must know before it exists. */
export function httpServerOptions(configuration: Configuration): FastifyServerOptions {
  const { trustedProxies } = configuration;
  return {
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    bodyLimit: MAX_BODY_BYTES,
    // Always our own: an id that a caller may choose could be made to look like somebody else's in the audit.
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    // Node would end a large file as well, however steadily it comes: slow senders are ended route by route.
    requestTimeout: 0,
    // These two stand before all routes and filters: a malformed address, and what is no HTTP.
    frameworkErrors: (error, _request, reply) => sendProblem(reply, asBrokerError(error)),
    clientErrorHandler: sendUnreadable,
  };
}

/** Everything between the socket and a controller; the same for the server and for the tests. */
export async function configureHttpApp(app: NestFastifyApplication): Promise<void> {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  // Not awaited: Fastify loads it when the server starts, after the routes and the error handler are there.
  void app.register(fastifyCookie);
  // JSON only: a form of another site could send the others without asking. A door that takes more brings a parser.
  server.removeContentTypeParser('text/plain');
  app.useBodyParser('application/x-www-form-urlencoded', {}, (_request, _body, done) => done(unsupportedMediaType()));
  app.useBodyParser('application/json', {}, jsonOrNothing(server));
  addHooks(server, app.get(AnswerHeaders));
  app.useGlobalFilters(new ProblemFilter());
  app.useGlobalPipes(requestValidation());
  await serveDocs(app);
  serveWebPages(app);
}

/**
 * Many clients announce JSON even where they send no body, and an action such as `/done` needs none. Where a body is
 * needed, its absence is told field by field.
 */
function jsonOrNothing(server: FastifyInstance): FastifyBodyParser<Buffer> {
  const parse = server.getDefaultJsonParser('error', 'error');
  return (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body.toString(), done);
  };
}

function addHooks(server: FastifyInstance, answerHeaders: AnswerHeaders): void {
  server.addHook('onRequest', (request, reply, done) => {
    // Whoever has found no door has found none of the hooks below.
    if (request.is404) {
      void reply.headers(answerHeaders.ofPages).header('x-request-id', request.id);
      endSlowSender(request);
    }
    done();
  });
  // By the route and not by the address of a request: `/%761/apps` leads to the same door.
  server.addHook('onRoute', (route) => {
    const headers = route.config?.tellsItself ? undefined : answerHeaders.of(route.url);
    const tell: onRequestHookHandler = (request, reply, done) => {
      if (headers) void reply.headers(headers).header('x-request-id', request.id);
      endSlowSender(request);
      done();
    };
    route.onRequest = [tell, ...[route.onRequest ?? []].flat()];
  });
  server.addHook('preValidation', (request, _reply, done) => {
    try {
      checkAll(request);
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  });
}

/** @throws invalid-request */
function checkAll({ params, query, body }: FastifyRequest): void {
  checkMembers('path', params);
  checkMembers('query', query);
  checkSafe('body', body);
}

/** A copy is checked, because the router's own objects have a prototype that is neither JSON's nor none. */
function checkMembers(name: string, value: unknown): void {
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) checkSafe(name, { ...value });
}
