import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { badIfMatch, badIfNoneMatch, preconditionFailed, preconditionRequired } from './api.errors.js';

const TAG = /^(?:W\/)?"[\x21\x23-\x7e]*"$/;

/** What If-Match asked for: the versions that the caller has seen, or any; or that there is nothing yet. */
export class Precondition {
  constructor(readonly tags: readonly string[] | 'any' | 'nothing') {}

  /** Whether a missing thing is not there, rather than free to be made. */
  get wantsSomething(): boolean {
    return this.tags !== 'nothing';
  }

  /** @throws precondition-failed when the caller has not seen this version */
  check(version: number): void {
    if (this.tags === 'nothing') throw preconditionFailed(etagOf(version));
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

/** If-None-Match makes what is not there yet, If-Match changes what is. @throws precondition-required, bad-if-match */
export function parsePlaceMatch(headers: {
  'if-match'?: string | undefined;
  'if-none-match'?: string | undefined;
}): Precondition {
  const { 'if-match': changes, 'if-none-match': makes } = headers;
  if (makes === undefined) return parseIfMatch(changes);
  if (makes.trim() !== '*' || changes !== undefined) throw badIfNoneMatch();
  return new Precondition('nothing');
}

/** The If-Match or If-None-Match header of what is put at an address; one of them must be there. */
export const PlaceMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): Precondition =>
    parsePlaceMatch(context.switchToHttp().getRequest<FastifyRequest>().headers),
);

/** The If-Match header of a change, which must be there. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): Precondition =>
    parseIfMatch(context.switchToHttp().getRequest<FastifyRequest>().headers['if-match']),
);
