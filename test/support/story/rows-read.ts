import type { AfterQueryEvent, EntitySubscriberInterface } from 'typeorm';
import { Database } from '../../../src/modules/database/database.js';
import type { TestApp } from '../app.js';

/** Counts the rows that an app reads through TypeORM, from the moment it is made. */
export class RowsRead {
  #rows = 0;

  constructor(app: Pick<TestApp, 'nest'>) {
    const count: EntitySubscriberInterface = {
      afterQuery: ({ rawResults }: AfterQueryEvent) => {
        this.#rows += rowsIn(rawResults);
      },
    };
    app.nest.get(Database).reader.dataSource.subscribers.push(count);
  }

  /** What was done, and how many rows were read for it. */
  async during<T>(act: () => Promise<T>): Promise<{ readonly rows: number; readonly answer: T }> {
    const before = this.#rows;
    const answer = await act();
    return { rows: this.#rows - before, answer };
  }
}

/** SQLite's driver gives the rows, PostgreSQL's an object around them. */
function rowsIn(results: unknown): number {
  if (Array.isArray(results)) return results.length;
  return typeof results === 'object' && results !== null && 'rows' in results ? rowsIn(results.rows) : 0;
}
