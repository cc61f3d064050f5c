import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

export type StoredValue = string | number | boolean | null;
export type StoredColumns = Record<string, StoredValue>;
export type ColumnType = 'text' | 'int' | 'boolean';

/** Some columns of a row: their names in the order of the table, and what is stored in each. */
export interface NamedValues {
  readonly names: readonly string[];
  readonly values: readonly StoredValue[];
}

/** How one property stands in its column. */
interface Codec {
  readonly name: string;
  readonly type: ColumnType;
  toStored(value: unknown): StoredValue;
  fromStored(value: unknown): unknown;
}

/**
 * How an entity's properties stand in its columns: for statements that are written by hand. What there is to know of a
 * column is found out once, because a renewal carries some hundred values over this bridge.
 */
export class RowFormat<T extends ObjectLiteral> {
  readonly table: string;
  /** Of all columns, which are those of the properties. */
  readonly names: readonly string[];
  readonly #codecs: readonly Codec[];
  readonly #byName: ReadonlyMap<string, Codec>;
  readonly #blank: Record<string, unknown> & T;

  constructor(source: DataSource, entity: new () => T) {
    const metadata = source.getMetadata(entity);
    this.table = metadata.tableName;
    this.#codecs = metadata.columns.map((column) => codecOf(source, column));
    this.#byName = new Map(this.#codecs.map((codec) => [codec.name, codec]));
    this.names = this.#codecs.map(({ name }) => name);
    this.#blank = blankOf(this.names);
  }

  typeOf(name: string): ColumnType {
    return this.#byName.get(name)?.type ?? 'text';
  }

  /** What is stored of a whole entity, in the order of `names`. */
  valuesOf(entity: T): StoredValue[] {
    return this.#codecs.map(({ name, toStored }) => {
      const value: unknown = entity[name];
      return value === undefined ? null : toStored(value);
    });
  }

  /** What is stored for these properties; one that is undefined is left out, and those that `but` names. */
  changesOf(change: Partial<T>, but: readonly string[] = []): NamedValues {
    const [names, values]: [string[], StoredValue[]] = [[], []];
    for (const { name, toStored } of this.#codecs) {
      const value: unknown = change[name];
      if (value === undefined || but.includes(name)) continue;
      names.push(name);
      values.push(toStored(value));
    }
    return { names, values };
  }

  /** As `changesOf`, by name. */
  toColumns(change: Partial<T>): StoredColumns {
    const { names, values } = this.changesOf(change);
    return Object.fromEntries(names.map((name, index): [string, StoredValue] => [name, values[index] ?? null]));
  }

  /** Makes entities of rows that hold the values of these columns, in this order. */
  reader(columns: readonly string[]): (values: readonly unknown[]) => T {
    const codecs = columns.map((name) => this.#byName.get(name));
    return (values) => {
      const entity = { ...this.#blank };
      for (let index = 0; index < codecs.length; index += 1) {
        const codec = codecs[index];
        if (codec) put(entity, codec.name, codec.fromStored(values[index]));
      }
      return entity;
    };
  }

  /** The entity of a whole row. */
  fromRow(row: Readonly<Record<string, unknown>>): T {
    const entity = { ...this.#blank };
    for (const { name, fromStored } of this.#codecs) {
      const value = row[name];
      if (value !== undefined) put(entity, name, fromStored(value));
    }
    return entity;
  }

  /** The properties whose columns are there, and no others. */
  partOf<P extends Partial<T>>(row: Readonly<Record<string, unknown>>): P {
    const part: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(row)) {
      const codec = this.#byName.get(name);
      if (codec) part[name] = codec.fromStored(value);
    }
    return part as P;
  }
}

/**
 * All properties at once, as a literal would have them: V8 makes a table of an object that gets many one by one, and
 * each copy of a table costs a hundred times as much. A copy of this one is no table.
 */
function blankOf<T extends ObjectLiteral>(names: readonly string[]): Record<string, unknown> & T {
  return JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, null]))));
}

function put(entity: Record<string, unknown>, name: string, value: unknown): void {
  entity[name] = value;
}

function codecOf(source: DataSource, column: ColumnMetadata): Codec {
  const { propertyName: name, transformer } = column;
  const columnType = String(column.type);
  const type = columnType === 'int' || columnType === 'boolean' ? columnType : 'text';
  const isText = columnType === 'varchar' || columnType === 'text';
  if (transformer === undefined && (isText || columnType === 'int')) return { name, type, ...AS_IT_IS };
  if (transformer === undefined && columnType === 'simple-json') return { name, type, ...AS_JSON };
  if (transformer !== undefined && isText && !Array.isArray(transformer)) {
    return { name, type, toStored: (value) => transformer.to(value), fromStored: (value) => transformer.from(value) };
  }
  const { driver } = source;
  return {
    ...{ name, type },
    toStored: (value) => driver.preparePersistentValue(value, column),
    fromStored: (value) => driver.prepareHydratedValue(value, column),
  };
}

/** What is stored is what the property holds. */
const AS_IT_IS = {
  toStored: (value: unknown) => value as StoredValue,
  fromStored: (value: unknown) => value,
};

const AS_JSON = {
  toStored: (value: unknown): StoredValue => (value === null ? null : JSON.stringify(value)),
  fromStored: (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value),
};
