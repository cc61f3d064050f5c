import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { Credential } from '../../connectors/contract/credential.js';
import { ActionCalls } from '../../modules/resolution/actions/action-calls.js';
import type { ActionCall, StepAnswer, StepContext } from '../runtime/ports.js';
import { placeOf, type StepOwner, traceOf } from './broker-token-source.js';
import { refuseSecrets, withholdSecrets } from './secret-bearing.js';
import { StepProgress } from './step-progress.js';

/** `call: dropbox.listFolder`: an action of a connector with the credential of the named token. */
@Injectable()
export class ActionStep {
  constructor(
    private readonly actions: ActionCalls,
    private readonly connectors: ConnectorsService,
    private readonly progress: StepProgress,
  ) {}

  async run(
    owner: StepOwner,
    { action, token, inputs }: ActionCall,
    { runId, step, signal, input }: StepContext,
  ): Promise<StepAnswer<unknown>> {
    // The same after a crash and at the next attempt: a vendor that takes it knows the repetition.
    const asked = {
      ...{ call: action, inputs, signal, idempotencyKey: `${runId} ${step}` },
      presented: (credential: Credential) => withholdSecrets(input, credential),
    };
    const { output, resolution } = await this.progress.during(runId, step, (progress) =>
      this.actions.run(placeOf(owner, token), { ...asked, progress }),
    );
    refuseSecrets(output, resolution.credential);
    return { output, token: traceOf(resolution) };
  }

  /** False for an action that nobody knows: such a call never leaves the house. */
  isRepeatable(call: string): boolean {
    const action = this.connectors.action(call);
    return action !== undefined && (action.repeatable || action.idempotencyKey !== undefined);
  }
}
