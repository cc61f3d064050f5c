import { Client, type QueryResult } from 'pg';

/** The row of the place. */
export const PLACE = 'runs';
/** Any fixed number below 2^32; it only has to differ from those of other advisory locks on the same database. */
const LOCK = 4_215_551_337;

/** How long an answer may take before the session is taken for dead: a cut cable closes nothing. Milliseconds. */
const ANSWERS_WITHIN = 5_000;

/**
 * What PostgreSQL does about a session whose client is gone, hangs, or waits for somebody who hangs. Those that a server
 * of another version or system does not know are left out.
 */
const SETTINGS = {
  statement_timeout: String(ANSWERS_WITHIN - 1_000),
  idle_session_timeout: '30000',
  tcp_keepalives_idle: '5',
  tcp_keepalives_interval: '2',
  tcp_keepalives_count: '3',
};

const SET = `SELECT set_config(name, value, false) FROM json_each_text($1::json) AS wanted(name, value)
  WHERE current_setting(name, true) IS NOT NULL`;
const READ = `SELECT "epoch" FROM "exclusive_place" WHERE "name" = '${PLACE}'`;
const TRY = `SELECT "epoch", pg_try_advisory_lock(${LOCK}) AS held FROM "exclusive_place" WHERE "name" = '${PLACE}'`;
const RAISE = `UPDATE "exclusive_place"
  SET "epoch" = "epoch" + CASE WHEN "holder" = $1 THEN 0 ELSE 1 END, "holder" = $1
  WHERE "name" = '${PLACE}' RETURNING "epoch"`;
const END_OTHER = `SELECT pg_terminate_backend(pid) FROM pg_locks
  WHERE pid = $1 AND locktype = 'advisory' AND classid = 0 AND objid = ${LOCK} AND objsubid = 1 AND granted`;

export interface PlaceAnswer {
  /** Whether this session has the lock. */
  readonly isHeld: boolean;
  /** Whoever holds the place now, or held it last, does so since then. */
  readonly epoch: number;
}

/**
 * A connection of its own, whose advisory lock says that this process is there and wants the place. The lock elects; what
 * proves that the place is still held is the epoch, which outlasts the session.
 */
export class PlaceSession {
  #epoch: number | undefined;
  #isClosed = false;

  private constructor(
    private readonly client: Client,
    /** Of the database, for this session. */
    readonly pid: number,
  ) {}

  /** @param whenEnded called once when the connection ends before it is closed here */
  static async open(connectionString: string, whenEnded: () => void): Promise<PlaceSession> {
    const client = new Client({
      connectionString,
      application_name: 'latchkey place',
      connectionTimeoutMillis: ANSWERS_WITHIN,
      query_timeout: ANSWERS_WITHIN,
      keepAlive: true,
    });
    // It ends after an error; without a listener the error would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query(SET, [JSON.stringify(SETTINGS)]);
      const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
      const session = new PlaceSession(client, Number(rows[0]?.pid));
      client.once('end', () => {
        if (!session.#isClosed) whenEnded();
      });
      return session;
    } catch (error) {
      client.end().catch(() => undefined);
      throw error;
    }
  }

  get hasLock(): boolean {
    return this.#epoch !== undefined;
  }

  /** Ends another session that has the lock and that nobody uses any more. */
  async endOther(pid: number): Promise<void> {
    await this.client.query(END_OTHER, [pid]);
  }

  /**
   * Takes the place for this holder, or makes sure that it is still held. Its epoch is raised when somebody else held it
   * last; that waits for what is written under the epoch before.
   */
  async ask(holder: string): Promise<PlaceAnswer> {
    const { epoch, held } = answerIn(await this.client.query(this.hasLock ? READ : TRY));
    if (this.hasLock ? epoch === this.#epoch : !held) return { isHeld: this.hasLock, epoch };
    const raised = answerIn(await this.client.query(RAISE, [holder]));
    this.#epoch = raised.epoch;
    return { isHeld: true, epoch: raised.epoch };
  }

  /** The lock is free when this resolves, unless the connection hangs. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.client.end().catch(() => undefined);
  }
}

interface PlaceRow {
  readonly epoch: number;
  readonly held?: boolean;
}

function answerIn({ rows: [row] }: QueryResult<PlaceRow>): PlaceRow {
  if (!row) throw new Error(`The table exclusive_place has no row '${PLACE}'.`);
  return row;
}
