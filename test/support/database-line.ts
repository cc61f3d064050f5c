import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Transform } from 'node:stream';

interface Pair {
  readonly near: Socket;
  readonly far: Socket;
  /** What comes back passes here. */
  readonly late: Transform;
  /** What the replica said first, with the name of the connection. */
  greeting: string;
  /** Neither end hears of the end of the other. */
  isHung: boolean;
}

/** The line between one replica and PostgreSQL, which a test can cut. */
export class DatabaseLine {
  readonly #sockets = new Set<Socket>();
  readonly #pairs = new Set<Pair>();
  #isCut = false;
  #isStalled = false;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    private commitsLateMs: number,
  ) {
    server.on('connection', (socket) => this.join(socket));
  }

  /** @param commitsLateMs by how much the answer to a commit is late, which others see at once */
  static async open(databaseUrl: string, { commitsLateMs = 0 } = {}): Promise<DatabaseLine> {
    const server = createServer();
    const line = new DatabaseLine(server, new URL(databaseUrl), commitsLateMs);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** The address of the same database at the near end of this line. */
  get url(): string {
    const near = new URL(this.target);
    near.host = `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return near.href;
  }

  /** By how much the answers to commits are late from now on. */
  delayCommits(ms: number): void {
    this.commitsLateMs = ms;
  }

  /** Every connection breaks, and new ones are refused, until the line is mended. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Connections stay and can be made, but nothing comes through until the line is mended; then all of it does. */
  stall(): void {
    this.#isStalled = true;
    for (const pair of this.#pairs) hold(pair);
  }

  /**
   * As a proxy that forgets connections: those of that name stay, and whatever becomes of one end, the other never hears
   * of it. New ones are as they should be.
   */
  hang(name: string): void {
    for (const pair of this.#pairs) {
      if (!pair.greeting.includes(`\0${name}\0`)) continue;
      pair.isHung = true;
      hold(pair);
    }
  }

  mend(): void {
    this.#isCut = false;
    if (!this.#isStalled) return;
    this.#isStalled = false;
    for (const pair of this.#pairs) flow(pair);
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private join(near: Socket): void {
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair: Pair = { near, far, late: lateCommits(() => this.commitsLateMs), greeting: '', isHung: false };
    this.#pairs.add(pair);
    if (!this.#isStalled) {
      near.once('data', (chunk: Buffer) => {
        pair.greeting = chunk.toString('latin1');
      });
      flow(pair);
    }
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.setNoDelay(true);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.#sockets.delete(one);
        this.#pairs.delete(pair);
        if (!pair.isHung) other.destroy();
      });
    }
  }
}

function flow({ near, far, late }: Pair): void {
  near.pipe(far);
  far.pipe(late).pipe(near);
}

function hold({ near, far, late }: Pair): void {
  near.unpipe(far).pause();
  far.unpipe(late).pause();
  late.unpipe(near).pause();
}

function lateCommits(lateMs: () => number): Transform {
  return new Transform({
    transform: (chunk: Buffer, _encoding, pass) => {
      const ms = lateMs();
      if (ms > 0 && chunk.includes('COMMIT\0')) setTimeout(pass, ms, null, chunk).unref();
      else pass(null, chunk);
    },
  });
}
