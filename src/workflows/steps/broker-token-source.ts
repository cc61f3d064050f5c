import { Injectable } from '@nestjs/common';
import { isId } from '../../kernel/ids.js';
import type { Caller } from '../../modules/callers/caller.js';
import type { Resolution, ResolutionRequest } from '../../modules/resolution/resolution.js';
import { ResolutionService } from '../../modules/resolution/resolution.service.js';
import { TokenProofs } from '../../modules/usage/token-proofs.js';
import type { TokenTrace } from '../runtime/ports.js';

/** Whose step it is: only names in that published version can be resolved, in that app. */
export interface StepOwner {
  readonly tenantId: string;
  readonly appId: string;
  readonly processId: string;
  readonly version: number;
  readonly startedBy: string;
}

/** A credential and the attempts that may be made with it. */
export interface StepToken<T> {
  readonly output: T;
  readonly token: TokenTrace;
}

/** One attempt with a credential. */
export interface StepWork<T> {
  readonly output: T;
  /** The vendor called the credential expired. */
  readonly isExpired: boolean;
  /** The vendor did what it was asked for, which proves the connection. */
  readonly hasPassed: boolean;
}

/** Plugs the broker into the runtime: a step's named token becomes a credential at the moment the step runs. */
@Injectable()
export class BrokerTokenSource {
  constructor(
    private readonly resolutions: ResolutionService,
    private readonly proofs: TokenProofs,
  ) {}

  /**
   * Does the work with the token's credential. When the work finds that the vendor calls the credential expired, the
   * token is renewed once and the work is done once more: such an answer means that nothing was carried out.
   */
  async use<T>(
    owner: StepOwner,
    name: string,
    work: (resolution: Resolution) => Promise<StepWork<T>>,
  ): Promise<StepToken<T>> {
    const place = placeOf(owner, name);
    const resolution = await this.resolutions.resolve(place.request, place.caller);
    const first = await work(resolution);
    if (!first.isExpired) return this.noted(owner, resolution, first);
    const healed = await this.healed(place, resolution);
    if (!healed) return this.noted(owner, resolution, first);
    return this.noted(owner, healed, await work(healed));
  }

  /** @throws the judgement of a renewal that failed */
  private async healed({ request, caller }: StepPlace, spent: Resolution) {
    try {
      return await this.resolutions.heal(request, spent, caller);
    } catch (error) {
      this.proofs.note({ tenantId: request.tenantId, id: spent.token.id }, 'refused');
      throw error;
    }
  }

  private noted<T>({ tenantId }: StepOwner, resolution: Resolution, work: StepWork<T>): StepToken<T> {
    const { output, isExpired, hasPassed } = work;
    if (isExpired || hasPassed) {
      this.proofs.note({ tenantId, id: resolution.token.id }, isExpired ? 'refused' : 'worked');
    }
    return { output, token: traceOf(resolution) };
  }
}

/** From where a step asks for a token, and as whom. */
interface StepPlace {
  readonly request: ResolutionRequest;
  readonly caller: Caller;
}

export function placeOf(owner: StepOwner, name: string): StepPlace {
  return { request: requestOf(owner, name), caller: callerOf(owner) };
}

function requestOf({ tenantId, appId, processId, version }: StepOwner, name: string): ResolutionRequest {
  return { tenantId, appId, name, version: { processId, version } };
}

/** A run acts as the key, user or schedule that started it, in its own app, with the one right that it needs. */
function callerOf({ startedBy, tenantId, appId }: StepOwner): Caller {
  const kind = (['user', 'schedule'] as const).find((each) => isId(each, startedBy)) ?? 'key';
  return { kind, id: startedBy, tenantId, appId, rights: new Set(['run']) };
}

export function traceOf({ token: { name, scope, generation } }: Resolution): TokenTrace {
  return { name, scope, generation };
}
