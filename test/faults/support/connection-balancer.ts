import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** Sends each connection to the next replica that answers; what it was connected to dies with it. */
export class ConnectionBalancer {
  readonly #open = new Set<Socket>();
  #turn = 0;

  private constructor(
    private readonly ports: readonly number[],
    private readonly server = createServer(),
  ) {}

  static async start(ports: readonly number[]): Promise<ConnectionBalancer> {
    const balancer = new ConnectionBalancer(ports);
    balancer.server.on('connection', (client) => balancer.#forward(client, ports.length));
    await new Promise<void>((resolve) => balancer.server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.#open) socket.destroy();
    await closed;
  }

  #forward(client: Socket, tries: number): void {
    const port = this.ports[this.#turn++ % this.ports.length] ?? 0;
    const replica = connect(port, '127.0.0.1');
    const end = () => {
      client.destroy();
      replica.destroy();
    };
    const onRefused = () => (tries > 1 ? this.#forward(client, tries - 1) : client.destroy());
    replica.once('error', onRefused);
    replica.once('connect', () => {
      replica.off('error', onRefused);
      for (const socket of [client, replica]) {
        this.#open.add(socket);
        socket.on('error', end).once('close', () => {
          this.#open.delete(socket);
          end();
        });
      }
      client.pipe(replica).pipe(client);
    });
  }
}
