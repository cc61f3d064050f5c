/** Looks of one part of a schema at one part of a value, in one validation: some tenths of a second. */
const MOST_LOOKS = 1_000_000;
/** Two items are compared as quickly as this part of a look takes, each with each. */
const COMPARISONS = 16;
/** A member that no schema has by itself. */
const COUNTED = 'x-latchkey-counted';

/** A value that its schema would look at too often. */
export class ValidationOverrun extends Error {
  constructor() {
    super('takes too long to check: its schema looks at the same parts again and again');
  }
}

/** Members whose values are maps of schemas, and no schemas. */
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);
/** Members whose values are data. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'required', 'type']);

/**
 * Counts what a validation does, and ends it: references can multiply the work of a small schema beyond all bounds, and
 * whoever writes one would else stop the server for everybody. Counting, unlike a clock, says the same in a replay.
 */
export class ValidationWork {
  #looks = 0;

  /** For Ajv; stands in every part of a schema that went through `counted`. */
  readonly keyword = {
    keyword: COUNTED,
    errors: false,
    compile: (_member: unknown, schema: Readonly<Record<string, unknown>>) => {
      const listed = [schema.enum, schema.required].reduce<number>((sum, list) => sum + lengthOf(list), 1);
      const isUnique = schema.uniqueItems === true;
      return (data: unknown) => this.#spend(listed + (isUnique ? lengthOf(data) ** 2 / COMPARISONS : 0));
    },
  };

  /** Before each validation. */
  startOver(): void {
    this.#looks = 0;
  }

  #spend(looks: number): true {
    this.#looks += looks;
    if (this.#looks > MOST_LOOKS) throw new ValidationOverrun();
    return true;
  }
}

/** The same schema, of which each part counts how often it is looked at. */
export function counted(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(counted);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([key, part]) => [key, countedPart(key, part)] as const);
  return { [COUNTED]: true, ...Object.fromEntries(parts) };
}

/** How many parts a counted schema has. */
export function partsOf(schema: unknown): number {
  if (typeof schema !== 'object' || schema === null) return 0;
  return Object.values(schema).reduce<number>((sum, part) => sum + partsOf(part), COUNTED in schema ? 1 : 0);
}

function countedPart(key: string, part: unknown): unknown {
  if (DATA.has(key)) return part;
  if (!MAPS.has(key) || typeof part !== 'object' || part === null || Array.isArray(part)) return counted(part);
  return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, counted(inner)]));
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
