import { Ajv, type ValidateFunction } from 'ajv';
import type { ApiClient, Json } from '../api-client.js';
import { expectStatus } from './drafts.js';

/** Holds what the actions of a connector answer against what the connector says of it. */
export class OutputSchemas {
  private readonly unused: Set<string>;

  private constructor(private readonly known: ReadonlyMap<string, ValidateFunction>) {
    this.unused = new Set(known.keys());
  }

  static async of(caller: ApiClient, connector: string): Promise<OutputSchemas> {
    const { actions } = expectStatus(await caller.get(`/v1/connectors/${connector}`), 200).body;
    const ajv = new Ajv({ strict: true, allowUnionTypes: true });
    return new OutputSchemas(new Map(actions.map(({ key, output }: Json) => [key, ajv.compile(output)])));
  }

  /** The output of that action, when it is as described. */
  checked(action: string, output: Json): Json {
    const validate = this.known.get(action);
    if (validate === undefined) throw new Error(`There is no action ${action}.`);
    if (!validate(output))
      throw new Error(`${action} answers otherwise than it says: ${JSON.stringify(validate.errors)}`);
    this.unused.delete(action);
    return output;
  }

  /** The actions whose output nobody has seen. */
  get unseen(): readonly string[] {
    return [...this.unused];
  }
}
