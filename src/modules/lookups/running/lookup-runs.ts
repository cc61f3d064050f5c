import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { CancelSignal } from '../../../connectors/contract/vendor-exchange.js';
import { asBrokerError } from '../../api/problems/problem.js';
import { type Caller, hasRight } from '../../callers/caller.js';
import { ActionCalls } from '../../resolution/actions/action-calls.js';
import { AskingApp } from '../../resolution/asking-app.js';
import { repeatsCredential } from '../../resolution/repeats-credential.js';
import type { Resolution, ResolutionRequest } from '../../resolution/resolution.js';
import type { LookupEntity } from '../lookup.entity.js';
import { lookupInvalid, lookupOutputSecret } from '../lookups.errors.js';
import { LookupsRepository } from '../lookups.repository.js';
import { forWhoUsesTheForm, inWordsOfTheForm } from './form-problems.js';
import { inputsOf } from './given-inputs.js';
import { type ShapedChoices, shapeChoices } from './shape-choices.js';

/** What a form asks. */
export interface LookupQuestion {
  readonly appId: string;
  readonly name: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly signal: CancelSignal;
}

export type LookupAnswer = { readonly resolution: Resolution } & (ShapedChoices | { readonly output: unknown });

/**
 * Runs the action of a lookup for a form, on the same road as a step: what the declaration names, with the token as it
 * is at that moment. The form gives values for declared parameters, and nothing else reaches the vendor.
 */
@Injectable()
export class LookupRuns {
  constructor(
    private readonly asking: AskingApp,
    private readonly lookups: LookupsRepository,
    private readonly connectors: ConnectorsService,
    private readonly actions: ActionCalls,
  ) {}

  /** @throws app-not-found, right-missing, lookup-not-found, lookup-inputs-invalid, lookup-unavailable */
  async run(caller: Caller, { appId, name, given, signal }: LookupQuestion): Promise<LookupAnswer> {
    const place = await this.asking.requestOf(caller, { name, appId });
    const lookup = await this.lookups.named(place, name);
    try {
      return await this.answer(caller, lookup, { place, given, signal });
    } catch (error) {
      const problem = inWordsOfTheForm(asBrokerError(error), lookup);
      throw hasRight(caller, 'manage-app', place.appId) ? problem : forWhoUsesTheForm(problem, lookup.name);
    }
  }

  private async answer(
    caller: Caller,
    { id, name, declaration }: LookupEntity,
    { place, given, signal }: { place: ResolutionRequest } & Pick<LookupQuestion, 'given' | 'signal'>,
  ): Promise<LookupAnswer> {
    const { action: call, token, choices } = declaration;
    const action = this.connectors.action(call);
    // Its connector is not what it was when the lookup was declared.
    if (action?.reads !== true) throw lookupInvalid([{ path: 'action', message: 'only reads no longer' }]);
    const inputs = inputsOf({ lookup: name, declaration, action, given });
    const request: ResolutionRequest = { ...place, name: token, lookupId: id };
    const { output, resolution } = await this.actions.run({ request, caller }, { call, inputs, signal });
    if (repeatsCredential(output, resolution.credential)) throw lookupOutputSecret(name);
    return choices === undefined ? { output, resolution } : { ...shapeChoices(name, choices, output), resolution };
  }
}
