import { connect as connectHttp2 } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

const LOOK_EVERY_MS = 1_000;
/** A replica of a busy machine is no dead one. */
const ANSWERS_WITHIN_MS = 5_000;
/** So many looks in a row that fail: the replica is taken for dead. */
const FALL = 3;

interface Replica {
  readonly port: number;
  readonly open: Set<Socket>;
  failures: number;
}

/**
 * Sends each connection to the next replica that answers; what it was connected to dies with it. One that is watched asks
 * each replica for its health, as `docs/scaling.md` wants it, and cuts off one that hangs.
 */
export class ConnectionBalancer {
  readonly #replicas: readonly Replica[];
  #turn = 0;
  #isLooking = false;
  #watch: NodeJS.Timeout | undefined;

  private constructor(
    ports: readonly number[],
    private readonly server = createServer(),
  ) {
    this.#replicas = ports.map((port) => ({ port, open: new Set(), failures: 0 }));
  }

  static async start(ports: readonly number[]): Promise<ConnectionBalancer> {
    const balancer = new ConnectionBalancer(ports);
    balancer.server.on('connection', (client) => balancer.#forward(client, ports.length));
    await new Promise<void>((resolve) => balancer.server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  static async startWatched(ports: readonly number[]): Promise<ConnectionBalancer> {
    const balancer = await ConnectionBalancer.start(ports);
    balancer.#watch = setInterval(() => void balancer.#lookAgain(), LOOK_EVERY_MS);
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const { open } of this.#replicas) for (const socket of open) socket.destroy();
    await closed;
  }

  /** One look at a time: those that a standstill of the machine makes fail together are one failure. */
  async #lookAgain(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    await this.#look();
    this.#isLooking = false;
  }

  async #look(): Promise<void> {
    for (const replica of this.#replicas) {
      replica.failures = (await isHealthy(replica.port)) ? 0 : replica.failures + 1;
      if (replica.failures >= FALL) for (const socket of replica.open) socket.destroy();
    }
  }

  #forward(client: Socket, tries: number): void {
    const up = this.#replicas.filter(({ failures }) => failures < FALL);
    const replica = up[this.#turn++ % up.length];
    if (!replica) return void client.destroy();
    const socket = connect(replica.port, '127.0.0.1');
    const end = () => {
      client.destroy();
      socket.destroy();
    };
    const onRefused = () => (tries > 1 ? this.#forward(client, tries - 1) : client.destroy());
    socket.once('error', onRefused);
    socket.once('connect', () => {
      socket.off('error', onRefused);
      for (const each of [client, socket]) {
        replica.open.add(each);
        each.on('error', end).once('close', () => {
          replica.open.delete(each);
          end();
        });
      }
      client.pipe(socket).pipe(client);
    });
  }
}

/** Whether it answers in time. */
function isHealthy(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connectHttp2(`http://127.0.0.1:${port}`);
    const settle = (isWell: boolean) => {
      resolve(isWell);
      session.destroy();
    };
    session.setTimeout(ANSWERS_WITHIN_MS, () => settle(false));
    session.once('error', () => settle(false));
    const request = session.request({ ':path': '/health' });
    request.once('error', () => settle(false));
    request.once('response', (headers) => settle(headers[':status'] === 200));
    request.end();
  });
}
