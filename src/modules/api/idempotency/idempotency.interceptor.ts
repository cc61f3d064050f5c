import { createHash } from 'node:crypto';
import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable, of } from 'rxjs';
import { BrokerError } from '../../../kernel/broker.error.js';
import { callerOf } from '../../callers/caller.decorators.js';
import { PLATFORM } from '../../vault/vault.js';
import { badIdempotencyKey } from '../api.errors.js';
import { IDEMPOTENT } from './idempotent.decorator.js';
import type { IdempotentAnswerEntity } from './idempotent-answer.entity.js';
import { IdempotentAnswers } from './idempotent-answers.js';

/** Headers that belong to the answer. */
const KEPT_HEADERS = ['etag', 'location'] as const;

interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Answers a repeated creation from what the first one answered; see `@Idempotent()`. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  readonly #log = new Logger('Api');

  constructor(
    private readonly reflector: Reflector,
    private readonly answers: IdempotentAnswers,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const header = request.headers['idempotency-key'];
    const caller = callerOf(request);
    if (header === undefined || !caller || !this.reflector.get<boolean>(IDEMPOTENT, context.getHandler())) {
      return next.handle();
    }
    const { row, answer } = await this.answers.begin({
      callerId: caller.id,
      key: checkedKey(header),
      tenantId: caller.tenantId ?? PLATFORM,
      request: digestOf(request),
    });
    if (answer !== undefined) return of(repeat(reply, answer));
    return next.handle().pipe(
      catchError((error: unknown) => from(this.#release(row, error))),
      mergeMap((body: unknown) => from(this.#keep(row, { reply, body }))),
    );
  }

  /** The work is done and its answer goes out, also when it cannot be kept. */
  async #keep(row: IdempotentAnswerEntity, { reply, body }: { reply: FastifyReply; body: unknown }): Promise<unknown> {
    const kept: KeptAnswer = { status: reply.statusCode, headers: headersOf(reply), body };
    try {
      await this.answers.finish(row, JSON.stringify(kept));
    } catch (error) {
      this.#log.warn(`The answer to an idempotent request could not be kept: ${error}`);
    }
    return body;
  }

  /** Only an error that says that nothing was created frees the key. */
  async #release(row: IdempotentAnswerEntity, error: unknown): Promise<never> {
    const isHarmless = error instanceof BrokerError && error.remedy !== 'ours' && error.remedy !== 'in-doubt';
    if (isHarmless) await this.answers.release(row);
    throw error;
  }
}

function checkedKey(header: string | string[]): string {
  if (typeof header !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(header)) throw badIdempotencyKey();
  return header;
}

function digestOf({ method, url, body }: FastifyRequest): string {
  return createHash('sha256')
    .update(JSON.stringify([method, url, body ?? null]))
    .digest('hex');
}

function headersOf(reply: FastifyReply): Record<string, string> {
  const pairs = KEPT_HEADERS.map((name) => [name, reply.getHeader(name)] as const);
  return Object.fromEntries(
    pairs.filter((pair): pair is [(typeof KEPT_HEADERS)[number], string] => typeof pair[1] === 'string'),
  );
}

function repeat(reply: FastifyReply, answer: string): unknown {
  const { status, headers, body } = JSON.parse(answer) as KeptAnswer;
  void reply.status(status).headers(headers).header('idempotency-replayed', 'true');
  return body;
}
