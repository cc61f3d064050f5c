import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import { isHostCovered } from './host-rules.js';
import { publicLookup } from './public-addresses.js';
import { isMapped } from './vendor-address.js';

const CONNECT_TIMEOUT_MS = 10_000;
/** How long a connection may have been idle when a lost answer matters. Milliseconds. */
const A_MOMENT = 100;

/** Which addresses a request may reach: those of the public internet, or any. */
export type Reach = 'public' | 'any';

/**
 * How fresh a connection must be. A vendor may close an idle connection unnoticed; a request on it is lost in a way
 * that nobody can tell from an answer that was lost.
 *
 * `kept`: as long as the vendor keeps it. `momentary`: new, or one whose last answer came a moment ago. No server's
 * idle limit is so short, and one that stops loses what waits on new connections just as well; so the risk is that of a
 * new connection, while renewals that follow each other closely share their connections.
 */
export type Freshness = 'kept' | 'momentary';

/** The connections to vendors. Which of them a request may use decides which addresses it can reach. */
@Injectable()
export class VendorConnections implements OnModuleDestroy {
  readonly #options: ConnectorsOptions;
  readonly #agents: Readonly<Record<Reach, Readonly<Record<Freshness, Agent>>>>;

  constructor(@Inject(ConnectorsOptions) options: ConnectorsOptions) {
    this.#options = options;
    this.#agents = { public: this.#open('public'), any: this.#open('any') };
  }

  for(reach: Reach, freshness: Freshness): Dispatcher {
    return this.#agents[reach][freshness];
  }

  /** `any` when the operator said that this host is a sandbox or may stand in a private network. */
  reachOf(host: string): Reach {
    const { sandboxHosts = [], allowedPrivateHosts = [] } = this.#options;
    return isMapped(host, sandboxHosts) || isHostCovered(host, allowedPrivateHosts) ? 'any' : 'public';
  }

  async onModuleDestroy(): Promise<void> {
    const agents = Object.values(this.#agents).flatMap((ofReach) => Object.values(ofReach));
    await Promise.all(agents.map((agent) => agent.destroy()));
  }

  #open(reach: Reach): Readonly<Record<Freshness, Agent>> {
    const { connectTimeoutMs = CONNECT_TIMEOUT_MS, lookup } = this.#options;
    const ofReach = reach === 'public' ? { lookup: publicLookup(lookup) } : { ...(lookup ? { lookup } : {}) };
    // One for both: a TLS session of the one spares the other the long handshake.
    const connect = buildConnector({ timeout: connectTimeoutMs, ...ofReach });
    return {
      kept: new Agent({ connect }),
      momentary: new Agent({ connect, keepAliveTimeout: A_MOMENT, keepAliveMaxTimeout: A_MOMENT }),
    };
  }
}
