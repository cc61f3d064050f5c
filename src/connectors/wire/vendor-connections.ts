import { createHash } from 'node:crypto';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import { ENDS_WITHIN } from '../../kernel/orderly-end.js';
import { ConnectorsOptions } from '../contract/connectors-options.js';
import type { ClientCertificate } from '../contract/oauth-client.js';
import { isHostCovered } from './host-rules.js';
import { publicLookup } from './public-addresses.js';
import { type TlsTexts, tlsOf } from './tls-texts.js';
import { isMapped } from './vendor-address.js';

const MOST_CERTIFICATES = 200;
const CONNECT_TIMEOUT_MS = 10_000;
/** How long a connection may have been idle when a lost answer matters, and nobody said how long it stays. Milliseconds. */
const A_MOMENT = 100;
/** The same where the vendor said so (`Keep-Alive: timeout=...`), which has to be well beyond it. */
const A_PROMISED_MOMENT = 2_000;
/** What a vendor promises is believed but for so much: the request has to arrive before it is over. Milliseconds. */
const SAFETY = 2_000;

/** Which addresses a request may reach: those of the public internet, or any. */
export type Reach = 'public' | 'any';

/**
 * How fresh a connection must be. A vendor may close an idle connection unnoticed; a request on it is lost in a way
 * that nobody can tell from an answer that was lost.
 *
 * `kept`: as long as the vendor keeps it. `momentary`: new, or one whose last answer came a moment ago. No server's
 * idle limit is so short, and one that stops loses what waits on new connections just as well; so the risk is that of a
 * new connection, while renewals that follow each other closely share their connections. A vendor that promises to keep
 * idle connections for longer is taken at its word for a little longer.
 */
export type Freshness = 'kept' | 'momentary';

type AgentPair = Readonly<Record<Freshness, Agent>>;

/** The connections to vendors. Which of them a request may use decides which addresses it can reach. */
@Injectable()
export class VendorConnections implements OnModuleDestroy, OnApplicationShutdown {
  readonly #options: ConnectorsOptions;
  readonly #agents: Readonly<Record<Reach, AgentPair>>;
  /** Checked once for a credential that is presented again and again. */
  readonly #tlsTexts = new WeakMap<ClientCertificate, TlsTexts>();
  /** By certificate; the one that was not used for longest is closed when its last answer has come. */
  readonly #certified = new LRUCache<string, AgentPair>({
    max: MOST_CERTIFICATES,
    dispose: (pair) => void Promise.all([pair.kept.close(), pair.momentary.close()]).catch(() => undefined),
  });

  #cutOff: NodeJS.Timeout | undefined;

  constructor(@Inject(ConnectorsOptions) options: ConnectorsOptions) {
    this.#options = options;
    this.#agents = { public: this.#open('public'), any: this.#open('any') };
  }

  /** @throws BrokerError `certificate-unusable` */
  for(reach: Reach, freshness: Freshness, certificate?: ClientCertificate): Dispatcher {
    if (certificate === undefined) return this.#agents[reach][freshness];
    return this.#withCertificate(reach, certificate)[freshness];
  }

  /** `any` when the operator said that this host is a sandbox or may stand in a private network. */
  reachOf(host: string): Reach {
    const { sandboxHosts = [], allowedPrivateHosts = [] } = this.#options;
    return isMapped(host, sandboxHosts) || isHostCovered(host, allowedPrivateHosts) ? 'any' : 'public';
  }

  /**
   * The process is about to end: renewals, steps and requests of callers that are under way get their answers, for an
   * answer that is cut off leaves a doubt behind. What takes too long is cut off all the same.
   */
  onModuleDestroy(): void {
    this.#cutOff = setTimeout(() => void this.#destroy(), ENDS_WITHIN).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#cutOff);
    await this.#destroy();
  }

  async #destroy(): Promise<void> {
    const all = [...Object.values(this.#agents), ...this.#certified.values()];
    await Promise.all(all.flatMap((pair) => [pair.kept.destroy(), pair.momentary.destroy()]));
  }

  /** Connections with one certificate are shared by nothing that has another. */
  #withCertificate(reach: Reach, certificate: ClientCertificate): AgentPair {
    const tls = this.#tlsTexts.get(certificate) ?? tlsOf(certificate);
    this.#tlsTexts.set(certificate, tls);
    const key = createHash('sha256')
      .update(JSON.stringify([reach, tls]))
      .digest('base64');
    const known = this.#certified.get(key);
    if (known) return known;
    const opened = this.#open(reach, tls);
    this.#certified.set(key, opened);
    return opened;
  }

  #open(reach: Reach, tls?: TlsTexts): AgentPair {
    const { connectTimeoutMs = CONNECT_TIMEOUT_MS, lookup } = this.#options;
    const ofReach = reach === 'public' ? { lookup: publicLookup(lookup) } : { ...(lookup ? { lookup } : {}) };
    // One for both: a TLS session of the one spares the other the long handshake.
    const connect = buildConnector({ timeout: connectTimeoutMs, ...ofReach, ...tls });
    return {
      kept: new Agent({ connect }),
      momentary: new Agent({
        connect,
        keepAliveTimeout: A_MOMENT,
        keepAliveMaxTimeout: A_PROMISED_MOMENT,
        keepAliveTimeoutThreshold: SAFETY,
      }),
    };
  }
}
