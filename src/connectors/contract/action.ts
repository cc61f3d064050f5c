/** What a designer can do with a connector: declared facts and one request built from inputs. */
export interface Action {
  /** Camel case, unique in its connector; a process calls it as `connector.key`. */
  readonly key: string;
  readonly title: string;
  readonly inputs: Readonly<Record<string, ActionInput>>;
  /** JSON Schema of the output. */
  readonly output: Readonly<Record<string, unknown>>;
  /** Whether the step may be repeated when its outcome is unknown. */
  readonly repeatable: boolean;
  /** How the body is read; default `json`, and whatever is no JSON stays text. */
  readonly answer?: 'json' | 'text';
  build(inputs: ActionInputs): ActionRequest;
  /** Picks the output from the vendor's answer; default: the JSON body. */
  read?(answer: ActionAnswer): unknown;
}

export type ActionInputs = Readonly<Record<string, unknown>>;

export interface ActionInput {
  readonly label: string;
  readonly help?: string;
  /** JSON Schema of the value. */
  readonly schema: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  readonly default?: unknown;
}

export interface ActionRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, or relative to the credential's base URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON unless it is text. */
  readonly body?: unknown;
}

export interface ActionAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}
