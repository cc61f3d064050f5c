import {
  createServer,
  type Http2Server,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type ServerHttp2Session,
} from 'node:http2';
import type { AddressInfo } from 'node:net';
import { Injectable, Logger } from '@nestjs/common';
import { createEndpointHandler, type LogMetadata } from '@restatedev/restate-sdk';
import { Clock } from '../../../../kernel/clock.js';
import { Configuration } from '../../../../kernel/configuration.js';
import { JOURNAL_VERSION } from '../../../runtime/runner.js';
import { RunServices } from './run-services.js';

/** Under this path the runs are performed whose journal this interpreter can replay. */
export const JOURNAL_PATH = `/journal-${JOURNAL_VERSION}`;

/** How long a step that has ended may take to be stored by Restate, once this process is about to end. Milliseconds. */
const STORED_WITHIN = 2_000;

/** Where Restate calls us: a port of its own, for HTTP 2. */
@Injectable()
export class RestateEndpoint {
  readonly #logger = new Logger('Restate');
  readonly #sessions = new Set<ServerHttp2Session>();
  #server: Http2Server | undefined;
  #isClosed = false;

  constructor(
    private readonly services: RunServices,
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** @returns the port */
  async listen(): Promise<number> {
    provideWithResolvers();
    const { restateHost, restatePort, restateIdentityKeys } = this.configuration;
    const identityKeys = restateIdentityKeys.length > 0 ? { identityKeys: [...restateIdentityKeys] } : {};
    const logger = (metadata: LogMetadata, message: unknown, cause: unknown) => this.#log(metadata, message, cause);
    const handle = createEndpointHandler({ services: this.services.all(), ...identityKeys, logger });
    const server = createServer((request, response) => {
      if (request.url.startsWith(`${JOURNAL_PATH}/`)) handle(request, response);
      else answerElsewhere(request, response);
    });
    server.on('session', (session) => {
      this.#sessions.add(session);
      session.once('close', () => this.#sessions.delete(session));
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(restatePort, restateHost, resolve);
    });
    return (server.address() as AddressInfo).port;
  }

  /** Takes nothing new, lets Restate hear what has ended, and cuts off what waits: Restate goes on with it elsewhere. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const closed = new Promise<void>((resolve) => {
      if (this.#server) this.#server.close(() => resolve());
      else resolve();
    });
    for (const session of this.#sessions) session.close();
    await this.clock.within(STORED_WITHIN, closed);
    for (const session of this.#sessions) session.destroy();
  }

  /** Of what the SDK says of each attempt, only refused and failed ones matter to those who run the service. */
  #log({ level, replaying }: LogMetadata, message: unknown, cause: unknown): void {
    if (this.#isClosed || replaying) return;
    if (level === 'error') this.#logger.warn(String(message));
    else if (level === 'warn' && cause instanceof Error) {
      this.#logger.warn(`A run was interrupted and will be tried again: ${cause.message}`);
    }
  }
}

function answerElsewhere({ url }: Http2ServerRequest, response: Http2ServerResponse): void {
  const isHealth = url === '/health';
  const text = isHealth
    ? 'OK'
    : `Runs of other versions are performed by other replicas; this one serves ${JOURNAL_PATH}.`;
  response.writeHead(isHealth ? 200 : 404, { 'content-type': 'text/plain' });
  response.end(text);
}

/** The SDK calls it, and Node 20 has it not. */
function provideWithResolvers(): void {
  if ('withResolvers' in Promise) return;
  const withResolvers = <T>() => {
    let settle: object = {};
    const promise = new Promise<T>((resolve, reject) => {
      settle = { resolve, reject };
    });
    return { promise, ...settle };
  };
  Object.defineProperty(Promise, 'withResolvers', { value: withResolvers, configurable: true, writable: true });
}
