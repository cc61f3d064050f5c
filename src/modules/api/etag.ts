import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { badIfMatch, preconditionFailed, preconditionRequired } from './api.errors.js';

const TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

/** What If-Match asked for: the versions that the caller has seen, or any. */
export class Precondition {
  constructor(readonly tags: readonly string[] | 'any') {}

  /** @throws precondition-failed when the caller has not seen this version */
  check(version: number): void {
    // A weak tag never matches here: RFC 9110, 13.1.1 asks for strong comparison.
    if (this.tags !== 'any' && !this.tags.includes(etagOf(version))) throw preconditionFailed(etagOf(version));
  }
}

export function etagOf(version: number): string {
  return `"${version}"`;
}

export function sendEtag(reply: FastifyReply, version: number): void {
  void reply.header('etag', etagOf(version));
}

/** @throws precondition-required, bad-if-match */
export function parseIfMatch(header: string | undefined): Precondition {
  if (header === undefined) throw preconditionRequired();
  if (header.trim() === '*') return new Precondition('any');
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.every((tag) => TAG.test(tag))) throw badIfMatch();
  return new Precondition(tags);
}

/** The If-Match header of a change, which must be there. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): Precondition =>
    parseIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
