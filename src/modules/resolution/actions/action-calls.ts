import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { ActionProgress } from '../../../connectors/contract/action.js';
import type { ActionFile, FileReference } from '../../../connectors/contract/action-file.js';
import type { ActionUse } from '../../../connectors/contract/action-use.js';
import type { Credential } from '../../../connectors/contract/credential.js';
import { definedOnly } from '../../../connectors/contract/defined-only.js';
import type { CancelSignal } from '../../../connectors/contract/vendor-exchange.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import type { Caller } from '../../callers/caller.js';
import { TokenProofs } from '../../usage/token-proofs.js';
import type { Resolution, ResolutionRequest } from '../resolution.js';
import { ResolutionService } from '../resolution.service.js';
import { FileMarks } from './file-marks.js';

/** Who asks for which token. */
export interface ActionPlace {
  readonly request: ResolutionRequest;
  readonly caller: Caller;
}

export interface AskedAction {
  /** Such as `dropbox.listFolder`. */
  readonly call: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Inputs that came as streams. */
  readonly files?: Readonly<Record<string, ActionFile>>;
  /** The same for every repetition of this call. */
  readonly idempotencyKey?: string;
  readonly signal?: CancelSignal;
  progress?(note: ActionProgress): void;
  /** Told of each credential before it is used. */
  presented?(credential: Credential): void;
}

export interface ActionOutcome<T> {
  readonly output: T;
  /** The token as it was used last: healed on the way, when that was needed. */
  readonly resolution: Resolution;
}

/** The one road from a token's name to an action of its connector: the HTTP door and a running step take it. */
@Injectable()
export class ActionCalls {
  constructor(
    private readonly resolutions: ResolutionService,
    private readonly connectors: ConnectorsService,
    private readonly proofs: TokenProofs,
    private readonly marks: FileMarks,
  ) {}

  /** The output; of an action that yields a file, a file value that refers to it. @throws BrokerError */
  async run(place: ActionPlace, asked: AskedAction): Promise<ActionOutcome<unknown>> {
    const { call, inputs } = asked;
    return this.used(place, asked, async (use) => {
      const output = await this.connectors.runAction(use, call, inputs);
      if (!this.yieldsFile(call)) return output;
      const reference = { call, token: place.request.name, with: inputs };
      return { ...(output as object), from: await this.marks.marked(place.request, reference) };
    });
  }

  /** Opens the file that an action yields; its bytes wait until they are read. */
  open(place: ActionPlace, asked: AskedAction): Promise<ActionOutcome<ActionFile>> {
    return this.used(place, asked, (use) => this.connectors.openFile(use, asked.call, asked.inputs));
  }

  yieldsFile(call: string): boolean {
    const action = this.connectors.action(call);
    return action !== undefined && 'answer' in action && action.answer === 'file';
  }

  private async used<T>(
    place: ActionPlace,
    asked: AskedAction,
    work: (use: ActionUse) => Promise<T>,
  ): Promise<ActionOutcome<T>> {
    const held = { resolution: await this.resolutions.resolve(place.request, place.caller) };
    asked.presented?.(held.resolution.credential);
    try {
      const output = await work(this.useOf(place, asked, held));
      this.note(place, held.resolution, 'worked');
      return { output, resolution: held.resolution };
    } catch (error) {
      if (error instanceof BrokerError && error.facts.expired === true) this.note(place, held.resolution, 'refused');
      throw error;
    }
  }

  private useOf(place: ActionPlace, asked: AskedAction, held: { resolution: Resolution }): ActionUse {
    const { files, idempotencyKey, signal, progress } = asked;
    return {
      credential: held.resolution.credential,
      heal: async () => {
        const healed = await this.healed(place, held.resolution);
        held.resolution = healed ?? held.resolution;
        asked.presented?.(held.resolution.credential);
        return healed?.credential;
      },
      openFile: (reference) => this.follow(place, reference, signal),
      ...definedOnly({ files, idempotencyKey, signal, progress }),
    };
  }

  /** Under the same rules as any use of that token, in the same place. */
  private async follow(
    { request, caller }: ActionPlace,
    reference: FileReference,
    signal: CancelSignal | undefined,
  ): Promise<ActionFile> {
    await this.marks.check(request, reference);
    const { call, token, with: inputs } = reference;
    const place = { request: { ...request, name: token }, caller };
    return (await this.open(place, { call, inputs, ...definedOnly({ signal }) })).output;
  }

  /** @throws the judgement of a renewal that failed */
  private async healed({ request, caller }: ActionPlace, spent: Resolution): Promise<Resolution | undefined> {
    try {
      return await this.resolutions.heal(request, spent, caller);
    } catch (error) {
      this.note({ request, caller }, spent, 'refused');
      throw error;
    }
  }

  private note({ request }: ActionPlace, { token }: Resolution, outcome: 'worked' | 'refused'): void {
    this.proofs.note({ tenantId: request.tenantId, id: token.id }, outcome);
  }
}
