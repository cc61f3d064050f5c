import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One vendor host on a port of its own, for clients that build addresses from the root: passes all on to the sandbox. */
export class VendorFront {
  private constructor(private readonly server: Server) {}

  /** @param address the sandbox's, with the vendor host as first segment: `http://127.0.0.1:4003/acme.my.salesforce.com` */
  static async open(address: string): Promise<VendorFront> {
    const server = createServer((incoming, answer) => {
      const { method, headers, url = '/' } = incoming;
      const onward = request(`${address}${url}`, { method, headers }, (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      incoming.pipe(onward);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new VendorFront(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}
