import { Injectable } from '@nestjs/common';
import type { Caller } from '../../modules/callers/caller.js';
import type { Resolution, ResolutionRequest } from '../../modules/resolution/resolution.js';
import { ResolutionService } from '../../modules/resolution/resolution.service.js';
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

/** Plugs the broker into the runtime: a step's named token becomes a credential at the moment the step runs. */
@Injectable()
export class BrokerTokenSource {
  constructor(private readonly resolutions: ResolutionService) {}

  /**
   * Does the work with the token's credential. When the work finds that the vendor calls the credential expired, the
   * token is renewed once and the work is done once more: such an answer means that nothing was carried out.
   */
  async use<T>(
    owner: StepOwner,
    name: string,
    work: (resolution: Resolution) => Promise<{ readonly output: T; readonly isExpired: boolean }>,
  ): Promise<StepToken<T>> {
    const request = requestOf(owner, name);
    const resolution = await this.resolutions.resolve(request, callerOf(owner));
    const first = await work(resolution);
    if (!first.isExpired) return { output: first.output, token: traceOf(resolution) };
    const healed = await this.resolutions.heal(request, resolution, callerOf(owner));
    if (!healed) return { output: first.output, token: traceOf(resolution) };
    return { output: (await work(healed)).output, token: traceOf(healed) };
  }
}

function requestOf({ tenantId, appId, processId, version }: StepOwner, name: string): ResolutionRequest {
  return { tenantId, appId, name, version: { processId, version } };
}

/** A run acts with the key that started it, in its own app, with the one right that it needs. */
function callerOf({ startedBy, tenantId, appId }: StepOwner): Caller {
  return { kind: 'key', id: startedBy, tenantId, appId, rights: new Set(['run']) };
}

function traceOf({ token: { name, scope, generation } }: Resolution): TokenTrace {
  return { name, scope, generation };
}
