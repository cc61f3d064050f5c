import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import { BrokerError } from '../../kernel/broker.error.js';
import type { ActionCall, StepAnswer } from '../runtime/ports.js';
import { BrokerTokenSource, type StepOwner } from './broker-token-source.js';
import { refuseSecrets } from './secret-bearing.js';

type Attempt = { readonly value: unknown } | { readonly refusal: BrokerError };

/** `call: dropbox.listFolder`: an action of a connector with the credential of the named token. */
@Injectable()
export class ActionStep {
  constructor(
    private readonly tokens: BrokerTokenSource,
    private readonly connectors: ConnectorsService,
  ) {}

  async run(owner: StepOwner, { action, token: name, inputs }: ActionCall): Promise<StepAnswer<unknown>> {
    const { output, token } = await this.tokens.use(owner, name, async ({ credential }) => {
      const attempt = await outcomeOf(() => this.connectors.runAction(credential, action, inputs));
      if ('value' in attempt) refuseSecrets(attempt.value, credential);
      return { output: attempt, isExpired: 'refusal' in attempt, hasPassed: 'value' in attempt };
    });
    if ('refusal' in output) throw output.refusal;
    return { output: output.value, token };
  }

  /** False for an action that nobody knows: such a call never leaves the house. */
  isRepeatable(call: string): boolean {
    const [connector = '', key] = call.split('.');
    const isKnown = this.connectors.list().some((summary) => summary.key === connector);
    const actions = isKnown ? this.connectors.describe(connector).actions : [];
    return actions.some((action) => action.key === key && action.repeatable);
  }
}

/** The vendor's "expired" is an outcome here, which may be healed; every other error is thrown. */
async function outcomeOf(run: () => Promise<unknown>): Promise<Attempt> {
  try {
    return { value: await run() };
  } catch (error) {
    if (error instanceof BrokerError && error.facts.expired === true) return { refusal: error };
    throw error;
  }
}
