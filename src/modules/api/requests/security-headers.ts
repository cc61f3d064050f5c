import helmet from '@fastify/helmet';
import { fastify } from 'fastify';
import type { Configuration } from '../../../kernel/configuration.js';

/** No page of ours needs anything from another host, nor a script or a style inside the page. */
const CONTENT_SECURITY_POLICY = {
  defaultSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
const OF_THE_ANSWER = new Set(['connection', 'content-length', 'content-type', 'date', 'keep-alive']);

/** Of helmet's, those that mean something for an answer that no browser shows. */
const OF_DATA = ['strict-transport-security', 'x-content-type-options', 'cross-origin-resource-policy'];

export interface SecurityHeaders {
  readonly ofPages: Readonly<Record<string, string>>;
  readonly ofData: Readonly<Record<string, string>>;
}

/**
 * What helmet says with every answer of ours. It says the same each time and works it out anew each time, which costs
 * more than a resolution; so it is asked once, by a server that serves nothing else.
 */
export async function securityHeaders({ publicUrl }: Configuration): Promise<SecurityHeaders> {
  const server = fastify();
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    strictTransportSecurity: publicUrl.startsWith('https://'),
  });
  const { headers } = await server.inject('/');
  await server.close();
  const ours = Object.entries(headers).filter(([name]) => !OF_THE_ANSWER.has(name));
  const ofPages = Object.fromEntries(ours.map(([name, value]) => [name, String(value)]));
  const kept = Object.entries(ofPages).filter(([name]) => OF_DATA.includes(name));
  const ofData = {
    ...Object.fromEntries(kept),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  };
  return { ofPages, ofData };
}
