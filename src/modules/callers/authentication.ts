import { Injectable } from '@nestjs/common';
import { Clock } from '../../kernel/clock.js';
import { Configuration } from '../../kernel/configuration.js';
import type { Fact, Moment } from '../database/facts/fact.js';
import { Metrics } from '../metrics/metrics.js';
import type { Caller } from './caller.js';
import type { CallerKeyEntity } from './caller-key.entity.js';
import { CallerKeys } from './caller-keys.js';
import { tooManyFailures, type UnauthenticatedReason, unauthenticated } from './callers.errors.js';
import { FailureLimit } from './failure-limit.js';
import { digestOf, idOfKey, sameDigest } from './key-format.js';
import { KeyUses } from './key-uses.js';

export interface Approach {
  readonly authorization: string | undefined;
  readonly address: string;
  readonly requestId: string;
  /** When the request arrived; default now. */
  readonly moment?: Moment;
}

/** Compared with when there is no such key, so that an unknown id takes as long as a wrong secret. */
const NO_DIGEST = '0'.repeat(64);

/** Finds out who asks. What is known of a key is used only while it stands, so a revoked key ends at once. */
@Injectable()
export class Authentication {
  readonly #operatorDigest: string | undefined;

  constructor(
    configuration: Configuration,
    private readonly keys: CallerKeys,
    private readonly failures: FailureLimit,
    private readonly uses: KeyUses,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {
    const { operatorKey } = configuration;
    this.#operatorDigest = operatorKey && digestOf(operatorKey.reveal('to recognise the operator'));
  }

  /** At once where what is known of the key stands at the moment. @throws unauthenticated, too-many-failures */
  authenticate(approach: Approach): Caller | Promise<Caller> {
    const key = bearerOf(approach.authorization);
    if (key === undefined) throw this.#failed(approach, 'missing');
    const digest = digestOf(key);
    const row = this.#rowOf(key, approach.moment);
    if (row instanceof Promise) return row.then((read) => this.#judge(approach, digest, read));
    return this.#judge(approach, digest, row);
  }

  /** What is remembered of the key that the header holds. It proves nothing; only `authenticate` does. */
  remembered(authorization: string | undefined): Fact<CallerKeyEntity | undefined> | undefined {
    const key = bearerOf(authorization);
    const id = key === undefined ? undefined : idOfKey(key);
    return id === undefined ? undefined : this.keys.known(id);
  }

  #rowOf(key: string, moment: Moment | undefined): Promise<CallerKeyEntity | undefined> | CallerKeyEntity | undefined {
    const id = idOfKey(key);
    if (id === undefined) return undefined;
    const known = this.keys.known(id);
    if (moment !== undefined && known?.stands(moment)) return known.value;
    return this.keys.read(id, moment).then(({ value }) => value);
  }

  #judge(approach: Approach, digest: string, row: CallerKeyEntity | undefined): Caller {
    // A person chose the operator's key, so guesses at it are limited; a tenant's key cannot be guessed.
    if (!row && this.#isOperator(digest) && this.failures.waitFor(approach.address) === 0) return operator(approach);
    const matches = sameDigest(digest, row?.digest ?? NO_DIGEST);
    if (!row || !matches) throw this.#failed(approach, 'unknown');
    if (row.revokedAt) throw this.#failed(approach, 'revoked');
    const now = this.clock.now();
    if (row.expiresAt && row.expiresAt <= now) throw this.#failed(approach, 'expired');
    this.uses.note(row.id, now);
    return keyCaller(row, approach);
  }

  #isOperator(digest: string): boolean {
    return this.#operatorDigest !== undefined && sameDigest(digest, this.#operatorDigest);
  }

  #failed({ address }: Approach, reason: UnauthenticatedReason): Error {
    this.metrics.count('authentication_failures', reason);
    const wait = this.failures.waitFor(address);
    this.failures.count(address);
    return wait > 0 ? tooManyFailures(wait) : unauthenticated(reason);
  }
}

const SCHEME = 'bearer ';

function bearerOf(authorization: string | undefined): string | undefined {
  if (authorization?.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  const key = authorization.slice(SCHEME.length);
  return idOfKey(key) !== undefined || /^[\x21-\x7e]{1,512}$/.test(key) ? key : undefined;
}

function operator({ address, requestId }: Approach): Caller {
  return { kind: 'operator', id: 'operator', rights: new Set(), address, requestId };
}

function keyCaller(row: CallerKeyEntity, { address, requestId }: Approach): Caller {
  return {
    kind: 'key',
    id: row.id,
    tenantId: row.tenantId,
    ...(row.appId !== null && { appId: row.appId }),
    rights: new Set(row.rights),
    ...(row.expiresAt && { expiresAt: row.expiresAt }),
    address,
    requestId,
  };
}
