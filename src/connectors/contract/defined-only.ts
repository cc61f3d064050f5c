/** An object whose members that may be undefined became optional ones, as `exactOptionalPropertyTypes` asks. */
export type DefinedOnly<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Leaves out the members that are undefined. */
export function definedOnly<T extends object>(members: T): DefinedOnly<T> {
  const defined: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) defined[name] = value;
  return defined as DefinedOnly<T>;
}
