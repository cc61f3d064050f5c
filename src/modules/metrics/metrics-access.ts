import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Configuration } from '../../kernel/configuration.js';
import { Authentication } from '../callers/authentication.js';
import { requireOperator } from '../callers/caller.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Whoever has one of these came through a proxy on this machine, from who knows where. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'];

/**
 * Who may read the metrics. They hold no secret, but they tell how much is done and when; so the operator's key is
 * asked for, unless the setting opens them to programs on the same machine.
 */
@Injectable()
export class MetricsAccess {
  constructor(
    private readonly configuration: Configuration,
    private readonly authentication: Authentication,
  ) {}

  /** @throws unauthenticated, too-many-failures, operator-only */
  async require(request: FastifyRequest): Promise<void> {
    if (this.configuration.metrics === 'loopback' && isFromThisMachine(request)) return;
    const { authorization } = request.headers;
    const approach = { authorization, address: request.ip, requestId: request.id };
    requireOperator(await this.authentication.authenticate(approach));
  }
}

/** By the socket and not by `request.ip`, which a proxy may state. */
function isFromThisMachine({ headers, raw }: FastifyRequest): boolean {
  return LOOPBACK.has(raw.socket.remoteAddress ?? '') && FORWARDED.every((name) => headers[name] === undefined);
}
