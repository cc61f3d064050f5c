import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** The places of the screens. */
const PLACES = ['sign-in', 'welcome', 'manage', 'apps', 'connect', 'connectors', 'account'];

/** Stands in the built page for the word that allows the styles of one answer. */
const NONCE = '__STYLE_NONCE__';

/** The component library writes style elements as it goes; it may, with a word that only this answer knows. */
const policyOf = (nonce: string) =>
  [
    "default-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * The screens: one page for every place, so that each address can be opened directly, and its files, whose names change
 * with their content. Without a build there are none, and the bare address leads to the API's own page.
 */
export function serveWebPages(app: NestFastifyApplication, folder = builtPages()): void {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  if (folder === undefined) {
    server.get('/', async (_request, reply) => reply.redirect('/docs', 302));
    return;
  }
  serveFiles(app, folder);
  // Read each time: a build that replaces this one brings files of other names.
  const send = async (_request: FastifyRequest, reply: FastifyReply) =>
    sendPage(reply, await readFile(join(folder, 'index.html'), 'utf8'));
  server.get('/', send);
  for (const place of PLACES) {
    server.get(`/${place}`, send);
    server.get(`/${place}/*`, send);
  }
  // A mistyped address: a person gets the page that says so and leads back, a program its problem.
  server.addHook('onRequest', async (request, reply) => {
    if (!(request.is404 && isForPerson(request))) return undefined;
    void reply.status(404);
    return send(request, reply);
  });
}

/** Whether somebody looks at the answer: browsers ask for HTML when a person goes somewhere, and programs for JSON. */
function isForPerson({ method, url, headers: { accept = '' } }: FastifyRequest): boolean {
  if (!['GET', 'HEAD'].includes(method) || /^\/v1(?:[/?]|$)/.test(url)) return false;
  return accept.includes('text/html') && !accept.includes('json');
}

function serveFiles(app: NestFastifyApplication, folder: string): void {
  const options = { index: false, decorateReply: false, preCompressed: true } as const;
  void app.register(fastifyStatic, {
    ...options,
    root: join(folder, 'assets'),
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
  });
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const icon = readFileSync(join(folder, 'icon.svg'), 'utf8');
  server.get('/icon.svg', async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').type('image/svg+xml').send(icon),
  );
}

function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  return (
    reply
      .header('content-security-policy', policyOf(nonce))
      .header('x-frame-options', 'DENY')
      .header('referrer-policy', 'no-referrer')
      // The form has to know when the vendor's window, which it opened, is closed.
      .header('cross-origin-opener-policy', 'same-origin-allow-popups')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE, nonce))
  );
}

/** `dist/web` of the project, from its sources and from any build of them alike. */
function builtPages(): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'dist', 'web', 'index.html'))) {
    const above = dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
  return join(folder, 'dist', 'web');
}
