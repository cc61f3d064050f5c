import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BrokerError } from '../../../kernel/broker.error.js';
import { asBrokerError } from './problem.js';
import { sendProblem } from './send-problem.js';

/** Turns every error into application/problem+json, and writes what is our fault into the log, once, and the faults of others in a line. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  readonly #log = new Logger('Api');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const error = asBrokerError(thrown);
    if (error.remedy === 'ours') this.#write(error, request);
    else if (error.status >= 500) this.#log.warn(`${lineOf(error, request)}: ${error.message}`);
    if (reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    sendProblem(reply, error);
  }

  /** Stacks only: the other properties of an error may hold the parameters of a query. */
  #write(error: BrokerError, request: FastifyRequest): void {
    const stacks = chainOf(error).map((link) => (link instanceof Error ? link.stack : String(link)));
    this.#log.error(`${lineOf(error, request)}\n${stacks.join('\ncaused by ')}`);
  }
}

/** The path only: a query may hold what nobody should read. */
function lineOf(error: BrokerError, request: FastifyRequest): string {
  return `${request.id} ${request.method} ${request.url.split('?', 1)[0]} ${error.code}`;
}

const CAUSES_AT_MOST = 5;

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let link = error; link !== undefined && chain.length < CAUSES_AT_MOST; ) {
    chain.push(link);
    link = link instanceof Error ? link.cause : undefined;
  }
  return chain;
}
