import type { FastifyReply } from 'fastify';
import type { ProxyAnswer } from './proxy.service.js';

/** Answers with what the vendor said, byte for byte, and with what every answer of ours says. */
export function sendAnswer(reply: FastifyReply, { resolution, answer }: ProxyAnswer): void {
  const { token, warning } = resolution;
  const ours = reply.getHeaders();
  const headers: (string | string[])[] = [];
  for (const [name, value] of Object.entries(ours)) headers.push(name, text(value));
  for (const [name, value] of Object.entries(answer.headers)) {
    if (!Object.hasOwn(ours, name) && !name.startsWith('latchkey-')) headers.push(name, text(value));
  }
  headers.push('latchkey-token-generation', String(token.generation), 'latchkey-token-scope', token.scope);
  if (warning !== undefined) headers.push('latchkey-token-warning', encodeURIComponent(warning));
  const theirId = answer.headers['x-request-id'];
  if (theirId !== undefined) headers.push('latchkey-vendor-request-id', text(theirId));
  try {
    reply.raw.writeHead(answer.status, headers);
  } catch (error) {
    answer.body.discard();
    throw error;
  }
  void reply.hijack();
  answer.body.sendTo(reply.raw);
}

function text(value: string | number | readonly string[] | undefined): string | string[] {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? [...value] : String(value ?? '');
}
