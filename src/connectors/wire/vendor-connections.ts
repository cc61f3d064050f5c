import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Agent, type Dispatcher } from 'undici';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import { isHostCovered } from './host-rules.js';
import { publicLookup } from './public-addresses.js';
import { isMapped } from './vendor-address.js';

const CONNECT_TIMEOUT_MS = 10_000;

/** The connections to vendors. Which of them a request may use decides which addresses it can reach. */
@Injectable()
export class VendorConnections implements OnModuleDestroy {
  readonly #options: ConnectorsOptions;
  readonly #agents = new Map<string, Agent>();

  constructor(@Inject(ConnectorsOptions) options: ConnectorsOptions) {
    this.#options = options;
  }

  /**
   * `fresh`: on a connection of its own. A kept connection may have been closed by the vendor unnoticed; a request on
   * it is lost in a way that nobody can tell from an answer that was lost.
   */
  for(host: string, fresh: boolean): Dispatcher {
    const reach = this.mayBePrivate(host) ? 'any' : 'public';
    const key = `${reach} ${fresh ? 'fresh' : 'kept'}`;
    const agent = this.#agents.get(key) ?? this.#open(reach, fresh);
    this.#agents.set(key, agent);
    return agent;
  }

  /** Whether the operator said that this host is a sandbox or may stand in a private network. */
  mayBePrivate(host: string): boolean {
    const { sandboxHosts = [], allowedPrivateHosts = [] } = this.#options;
    return isMapped(host, sandboxHosts) || isHostCovered(host, allowedPrivateHosts);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
    this.#agents.clear();
  }

  #open(reach: 'any' | 'public', fresh: boolean): Agent {
    const { connectTimeoutMs = CONNECT_TIMEOUT_MS, lookup } = this.#options;
    return new Agent({
      connectTimeout: connectTimeoutMs,
      connect: reach === 'public' ? { lookup: publicLookup(lookup) } : { ...(lookup ? { lookup } : {}) },
      pipelining: fresh ? 0 : 1,
    });
  }
}
