import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { CancelSignal, VendorHeaders, VendorStream } from '../../../connectors/contract/vendor-exchange.js';
import type { Caller } from '../../callers/caller.js';
import type { Moment } from '../../database/facts/fact.js';
import { TokenProofs } from '../../usage/token-proofs.js';
import { AskingApp } from '../asking-app.js';
import { proxyTargetInvalid } from '../resolution.errors.js';
import type { Resolution, ResolutionRequest } from '../resolution.js';
import { ResolutionService } from '../resolution.service.js';

export interface ProxyRequest {
  readonly name: string;
  /** For keys of the whole tenant. */
  readonly appId?: string | undefined;
  /** Another of the credential's hosts than the one of its base URL. */
  readonly host?: string | undefined;
  readonly method: string;
  /** Path and query as they were sent, without the leading slash. */
  readonly target: string;
  readonly headers: VendorHeaders;
  readonly body?: Readable | Buffer | undefined;
  /** When all of it was there that decides; default now. */
  readonly moment?: Moment | undefined;
  readonly signal: CancelSignal;
}

export interface ProxyAnswer {
  readonly resolution: Resolution;
  readonly answer: VendorStream;
}

/** A request with the credential of a named token, streamed both ways. */
@Injectable()
export class ProxyService {
  constructor(
    private readonly asking: AskingApp,
    private readonly resolutions: ResolutionService,
    private readonly connectors: ConnectorsService,
    private readonly proofs: TokenProofs,
  ) {}

  /**
   * An answer that calls the token expired heals it, and repeats the request once if its body is still at hand:
   * whatever the method, a request that was refused for its credential did nothing.
   */
  async forward(caller: Caller, request: ProxyRequest): Promise<ProxyAnswer> {
    const wanted = await this.asking.requestOf(caller, request);
    const resolution = await this.resolutions.resolve(wanted, caller, request.moment);
    const answer = await this.send(resolution, request);
    if (!answer.meansExpired) return this.noted(wanted, { resolution, answer });
    const healed = await this.resolutions.heal(wanted, resolution, caller).catch(() => undefined);
    if (!healed) return this.noted(wanted, { resolution, answer });
    if (request.body instanceof Readable) return { resolution, answer };
    answer.body.discard();
    return this.noted(wanted, { resolution: healed, answer: await this.send(healed, request) });
  }

  /** An answer that passed proves the connection; one that still calls it expired speaks against it. */
  private noted({ tenantId }: ResolutionRequest, answered: ProxyAnswer): ProxyAnswer {
    const { answer, resolution } = answered;
    if (answer.meansExpired || answer.status < 400) {
      this.proofs.note({ tenantId, id: resolution.token.id }, answer.meansExpired ? 'refused' : 'worked');
    }
    return answered;
  }

  private send({ credential }: Resolution, request: ProxyRequest): Promise<VendorStream> {
    const { method, headers, body, signal } = request;
    return this.connectors.stream(credential, { method, url: targetUrl(request), headers, body, signal });
  }
}

const CLIMBS = /(?:^|\/)(?:\.|%2e){2}(?:\/|$)/i;
const ELSEWHERE = /^(?:[a-z][a-z0-9+.-]*:|\/)/i;

/** @throws proxy-target-invalid for what could leave the path or the host that was meant */
function targetUrl({ target, host }: ProxyRequest): string {
  const query = target.indexOf('?');
  const path = query < 0 ? target : target.slice(0, query);
  if (CLIMBS.test(path) || path.includes('\\') || ELSEWHERE.test(target)) throw proxyTargetInvalid();
  if (host === undefined) return target;
  if (!/^[a-z0-9.-]{1,253}$/i.test(host)) throw proxyTargetInvalid();
  return `https://${host}/${target}`;
}
