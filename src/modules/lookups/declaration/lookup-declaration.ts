/** What a form may give for a parameter. */
export const PARAMETER_TYPES = ['text', 'texts', 'number', 'integer', 'boolean', 'date'] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

export type ParameterValue = string | number | boolean | readonly string[];

/** A value that the form gives when it asks. */
export interface LookupParameter {
  readonly name: string;
  readonly type: ParameterType;
  readonly required: boolean;
  readonly description?: string;
  readonly default?: ParameterValue;
  /** The input of the action that it fills; absent for one that stands as `:name` in a fixed text. */
  readonly input?: string;
  /** The member of that input, where the input is an object. */
  readonly member?: string;
}

/** How the output becomes a list to choose from; paths are names of members between dots. */
export interface LookupChoices {
  /** Where the list stands in the output; absent for an action whose output has `items`. */
  readonly items?: string;
  /** In one item: what is stored. */
  readonly value: string;
  /** In one item: what is shown; the value when absent. */
  readonly label?: string;
  /** Further values of each item by name, for other fields of the form. */
  readonly columns?: Readonly<Record<string, string>>;
  /** How many items an answer has at most. */
  readonly pageSize?: number;
}

/** What a form-based app declares: this action with this access token, and nothing besides. */
export interface LookupDeclaration {
  readonly description?: string;
  /** As a process names it, such as `salesforce.query`. */
  readonly action: string;
  /** The name of an access token, as it was written. */
  readonly token: string;
  /** Inputs of the action that are always the same. */
  readonly fixed: Readonly<Record<string, unknown>>;
  readonly parameters: readonly LookupParameter[];
  readonly choices?: LookupChoices;
}
