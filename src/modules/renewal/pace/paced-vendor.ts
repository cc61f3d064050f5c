import { Injectable } from '@nestjs/common';
import { ConnectorsService, type MethodName } from '../../../connectors/connectors.service.js';
import type { Connection } from '../../../connectors/contract/connection.js';
import type { Method } from '../../../connectors/contract/connector.js';
import type { IssuedToken } from '../../../connectors/contract/issued-token.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Clock } from '../../../kernel/clock.js';
import { Metrics } from '../../metrics/metrics.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { tokenEndpointResting } from '../renewal.errors.js';
import type { RenewalTrigger } from '../renewal-attempt.entity.js';
import { EndpointBreaker } from './endpoint-breaker.js';
import { type RenewedToken, type TokenEndpoint, tokenEndpointOf } from './token-endpoint.js';

/** The right to one call of a token endpoint. */
export interface Passage {
  /** @throws BrokerError with the vendor's judgement */
  renew(connection: Connection): Promise<IssuedToken>;
  /** Nothing is sent after all; harmless after a call. */
  leave(): void;
}

/** One call under way: whose, where, and whether others wait for what it finds. */
interface Call {
  readonly tokenId: string;
  readonly address: string;
  isTrial: boolean;
}

/**
 * Token endpoints behind a breaker each, apart from the vendors' APIs: one that fails passingly for several tokens in
 * a row is left alone for a while. Own code, because the libraries know no Retry-After and no trial forced by a person.
 */
@Injectable()
export class PacedVendor {
  /** Only of endpoints whose last answer is missing. */
  readonly #breakers = new Map<string, EndpointBreaker>();

  constructor(
    private readonly connectors: ConnectorsService,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    metrics.measure('breakers_open', () => [...this.#breakers.values()].filter(({ isOpen }) => isOpen).length);
  }

  /** The facts of a token's method. */
  method(name: MethodName): Method {
    return this.connectors.method(name);
  }

  endpointOf(token: RenewedToken): TokenEndpoint {
    return tokenEndpointOf(this.method(token), token);
  }

  /** How long the clock leaves this address alone; undefined when it need not. Milliseconds. */
  restOf({ address }: TokenEndpoint): number | undefined {
    return this.#breakers.get(address)?.waitAt(this.clock.elapsed());
  }

  /** Whether the endpoint fails for more than one token. */
  isOpen({ address }: TokenEndpoint): boolean {
    return this.#breakers.get(address)?.isOpen ?? false;
  }

  /** A person passes an open breaker, as a trial. @throws token-endpoint-resting */
  enter(token: AccessToken, trigger: RenewalTrigger): Passage {
    const endpoint = this.endpointOf(token);
    const { address } = endpoint;
    const retryAfterMs = this.restOf(endpoint);
    if (retryAfterMs !== undefined && trigger !== 'person') {
      throw tokenEndpointResting(token, { host: endpoint.host, retryAfterMs });
    }
    const isTrial = this.#breakers.get(address)?.begin(this.clock.elapsed()) ?? false;
    const call: Call = { tokenId: token.id, address, isTrial };
    return { renew: (connection) => this.renew(call, connection), leave: () => this.leave(call) };
  }

  private async renew(call: Call, connection: Connection): Promise<IssuedToken> {
    try {
      const issued = await this.connectors.renew(connection);
      this.#breakers.delete(call.address);
      return issued;
    } catch (error) {
      if (isFaultOfEndpoint(error)) this.failed(call, error);
      else if (isAnswer(error)) this.#breakers.delete(call.address);
      throw error;
    }
  }

  private failed(call: Call, { retryAfterMs }: BrokerError): void {
    const { tokenId, address, isTrial } = call;
    const breaker = this.#breakers.get(address) ?? new EndpointBreaker();
    this.#breakers.set(address, breaker);
    breaker.failed(this.clock.elapsed(), { tokenId, isTrial, retryAfterMs, random: Math.random() });
    call.isTrial = false;
  }

  private leave(call: Call): void {
    if (call.isTrial) this.#breakers.get(call.address)?.abandonTrial();
    call.isTrial = false;
  }
}

/** It could not be reached, gave no answer in time, or said that it cannot answer now. */
function isFaultOfEndpoint(error: unknown): error is BrokerError {
  return error instanceof BrokerError && error.remedy === 'wait' && error.code !== 'call-cancelled';
}

/** That an answer refuses the grant or the client is no fault of the endpoint. */
function isAnswer(error: unknown): boolean {
  return error instanceof BrokerError && error.facts.sent === true && error.code !== 'call-cancelled';
}
