import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { serveWebPages } from '../../../src/modules/api/pages/web-pages.js';

class Empty {}

async function serverWith(folder: string | undefined): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>({ module: Empty }, new FastifyAdapter(), {
    logger: false,
  });
  serveWebPages(app, folder);
  await app.init();
  return app;
}

describe('The pages of the screens', () => {
  let folder: string;
  let app: NestFastifyApplication;
  const ask = (url: string) => app.inject({ method: 'GET', url });
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'web-pages-'));
    mkdirSync(join(folder, 'assets'));
    const page = '<meta name="style-nonce" content="__STYLE_NONCE__"><script src="/assets/main-1.js"></script>';
    writeFileSync(join(folder, 'index.html'), page);
    writeFileSync(join(folder, 'icon.svg'), '<svg></svg>');
    writeFileSync(join(folder, 'assets', 'main-1.js'), 'export {};');
    app = await serverWith(folder);
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  it.each([
    '/',
    '/sign-in',
    '/welcome',
    '/manage/tokens/token_1',
    '/apps/app_1/runs',
    '/connect/draft_1?a=b',
    '/account',
  ])('opens at %s directly', async (url) => {
    const { statusCode, headers, body } = await ask(url);
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(body).toContain('/assets/main-1.js');
    expect(headers['cache-control']).toBe('no-store');
  });

  it('let no script and no style in that is not ours, and give each answer its own word for styles', async () => {
    const answers = [await ask('/'), await ask('/')];
    const nonces = answers.map(({ body }) => /content="([^"]+)"/.exec(body)?.[1]);
    expect(new Set(nonces).size).toBe(2);
    for (const [index, { headers }] of answers.entries()) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(policy).not.toMatch(/unsafe|https?:|\*|script-src/);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[index]}'`);
    }
  });

  it('keep files whose names change with their content for a year', async () => {
    const { statusCode, headers } = await ask('/assets/main-1.js');
    expect([statusCode, headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
  });

  it.each(['/assets/gone.js', '/assets/../index.html', '/assets/%2e%2e/index.html', '/nowhere'])(
    'hold nothing at %s',
    async (url) => expect((await ask(url)).statusCode).toBe(404),
  );

  const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  it.each(['/nowhere', '/managed/tokens', '/nowhere/at/all?a=b', '/v1x'])(
    'say to a person at %s that there is no such page, and keep its policy',
    async (url) => {
      const { statusCode, headers, body } = await app.inject({ method: 'GET', url, headers: { accept: BROWSER } });
      expect([statusCode, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(body).toContain('/assets/main-1.js');
      expect(headers['content-security-policy']).toContain("default-src 'self'");
    },
  );

  it.each([
    ['GET', '/nowhere', undefined],
    ['GET', '/nowhere', '*/*'],
    ['GET', '/nowhere', 'application/json, text/html;q=0.5'],
    ['POST', '/nowhere', BROWSER],
    ['GET', '/v1/nowhere', BROWSER],
    ['GET', '/v1', BROWSER],
  ] as const)('leave a program its problem: %s %s for %s', async (method, url, accept) => {
    const answer = await app.inject({ method, url, headers: { ...(accept && { accept }) } });
    expect([answer.statusCode, String(answer.headers['content-type'])]).toEqual([404, expect.stringContaining('json')]);
  });

  it('are told from the API: what is unknown there is no page', async () => {
    expect((await ask('/v1/no/such/door')).statusCode).toBe(404);
  });
});
