import { Pool } from 'pg';
import { isDatabaseAway } from '../connection/database-away.js';
import { databaseAway } from '../database.errors.js';
import type { Fact, FactKey, FactKind, Looked, Moment } from './fact.js';
import type { FactWatch } from './fact-watch.js';
import { type LookRow, lookStatement, lookValues } from './look-statement.js';

/** A look that takes longer is given up, and those who wait are told that the database is away. Milliseconds. */
const PATIENCE = 5_000;

interface Look {
  readonly things: Set<Looked>;
  readonly done: Promise<void>;
  readonly tell: (error?: unknown) => void;
}

/**
 * PostgreSQL: others write too, so nothing stands without a look. Whoever asks while a look is under way joins the next
 * one, which begins after they asked; so one short query answers all, however many they are. It brings versions and no
 * values: what has the version that was read is what was read.
 */
export class SharedLooks implements FactWatch {
  readonly #kinds: FactKind[] = [];
  /** Of its own, so that a look never waits for a transaction to give a connection back. */
  readonly #pool: Pool;
  #statement: { readonly name: string; readonly text: string } | undefined;
  #begun: Moment = 0;
  #next: Look | undefined;
  #isLooking = false;

  constructor(connectionString: string) {
    this.#pool = new Pool({
      connectionString,
      max: 1,
      application_name: 'latchkey looks',
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
      idleTimeoutMillis: 0,
      keepAlive: true,
    });
    // The next look opens a new connection, and its askers are told when that fails.
    this.#pool.on('error', () => undefined);
  }

  moment(): Moment {
    return this.#begun + 1;
  }

  confirm(facts: readonly Fact<unknown>[]): Promise<void> {
    return this.join(facts);
  }

  async sight(question: Pick<Looked, 'kind' | 'key'>): Promise<{ readonly at: Moment; readonly version: string }> {
    const sighting = new Sighting(question.kind, question.key);
    await this.join([sighting]);
    return sighting;
  }

  /** A change under way shows in the version of the next look. */
  mayKeep(): boolean {
    return true;
  }

  open(kind: FactKind): void {
    this.#kinds.push(kind);
    this.#statement = undefined;
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  private join(things: readonly Looked[]): Promise<void> {
    this.#next ??= this.plan();
    for (const thing of things) this.#next.things.add(thing);
    return this.#next.done;
  }

  private plan(): Look {
    // After all that has arrived at the sockets by now has asked its questions too.
    if (!this.#isLooking) setImmediate(() => void this.lookAll());
    let tell: (error?: unknown) => void = () => undefined;
    const done = new Promise<void>((resolve, reject) => {
      tell = (error) => (error === undefined ? resolve() : reject(error));
    });
    return { things: new Set(), done, tell };
  }

  private async lookAll(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    for (let look = this.#next; look !== undefined; look = this.#next) {
      this.#next = undefined;
      this.#begun += 1;
      await this.look(look, this.#begun).then(look.tell, look.tell);
    }
    this.#isLooking = false;
  }

  private async look({ things }: Look, number: Moment): Promise<void> {
    const asked = this.#kinds.map((kind) => [...things].filter((thing) => thing.kind === kind));
    const versions = asked.map((ofKind) => new Array<string>(ofKind.length).fill(''));
    for (const [kind, place, version] of await this.ask(asked)) {
      const ofKind = versions[kind];
      if (ofKind) ofKind[Number(place) - 1] = version ?? '';
    }
    for (const [kind, ofKind] of asked.entries()) {
      for (const [place, thing] of ofKind.entries()) thing.seen(number, versions[kind]?.[place] ?? '');
    }
  }

  /** Named, so that PostgreSQL prepares it once for each connection. */
  private statement(): { readonly name: string; readonly text: string } {
    this.#statement ??= { name: `latchkey look ${this.#kinds.length}`, text: lookStatement(this.#kinds) };
    return this.#statement;
  }

  private async ask(asked: readonly (readonly Looked[])[]): Promise<LookRow[]> {
    const values = lookValues(this.#kinds, asked);
    try {
      const { rows } = await this.#pool.query<LookRow>({ ...this.statement(), values, rowMode: 'array' });
      return rows;
    } catch (error) {
      throw isDatabaseAway(error) ? databaseAway(error) : error;
    }
  }
}

/** The first look at something, before it is read. */
class Sighting implements Looked {
  at: Moment = 0;
  version = '';

  constructor(
    readonly kind: FactKind,
    readonly key: FactKey,
  ) {}

  seen(look: Moment, version: string): void {
    this.at = look;
    this.version = version;
  }
}
