import type { DataSource, EntityMetadata, ObjectLiteral } from 'typeorm';

type ColumnMetadata = EntityMetadata['columns'][number];

export type StoredValue = string | number | boolean | null;
export type StoredColumns = Record<string, StoredValue>;
export type ColumnType = 'text' | 'int' | 'boolean';

/** How an entity's properties stand in its columns: for statements that are written by hand. */
export class RowFormat<T extends ObjectLiteral> {
  readonly table: string;
  readonly #source: DataSource;
  readonly #columns: ReadonlyMap<string, ColumnMetadata>;
  readonly #make: () => T;

  constructor(source: DataSource, entity: new () => T) {
    const metadata = source.getMetadata(entity);
    this.#source = source;
    this.table = metadata.tableName;
    this.#columns = new Map(metadata.columns.map((column) => [column.propertyName, column]));
    this.#make = () => new entity();
  }

  /** The names of all columns, which are those of the properties. */
  get names(): readonly string[] {
    return [...this.#columns.keys()];
  }

  typeOf(name: string): ColumnType {
    const type = String(this.#columns.get(name)?.type);
    return type === 'int' || type === 'boolean' ? type : 'text';
  }

  /** What is stored for these properties; one that is undefined is left out. */
  toColumns(change: Partial<T>): StoredColumns {
    const stored: StoredColumns = {};
    for (const [name, value] of Object.entries(change)) {
      const column = this.#columns.get(name);
      if (column && value !== undefined) stored[name] = this.#source.driver.preparePersistentValue(value, column);
    }
    return stored;
  }

  /** The entity of a whole row. */
  fromRow(row: Readonly<Record<string, unknown>>): T {
    return Object.assign(this.#make(), this.partOf(row));
  }

  /** The properties whose columns are there, and no others. */
  partOf<P extends Partial<T>>(row: Readonly<Record<string, unknown>>): P {
    const part: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(row)) {
      const column = this.#columns.get(name);
      if (!column) continue;
      part[name] = isPlain(column) ? value : this.#source.driver.prepareHydratedValue(value, column);
    }
    return part as P;
  }
}

/** What is stored is what the property holds. */
function isPlain({ type, transformer }: ColumnMetadata): boolean {
  return transformer === undefined && (type === 'varchar' || type === 'text' || type === 'int');
}
