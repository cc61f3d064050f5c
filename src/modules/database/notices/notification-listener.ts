import { Injectable, Logger } from '@nestjs/common';
import { Client } from 'pg';
import { Clock } from '../../../kernel/clock.js';
import { Configuration } from '../../../kernel/configuration.js';

/** Between two proofs that the connection still stands, and how long one may take. Milliseconds. */
const PROVE_EVERY = 10_000;
const PROOF_TAKES = 5_000;

/** First and longest wait between two attempts to connect. Milliseconds. */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 10_000;

export interface Ears {
  readonly heard: (text: string) => void;
  /** The connection was away and stands again. */
  readonly missed: () => void;
}

/** The one connection of this process on which PostgreSQL tells what others notify; it comes back by itself. */
@Injectable()
export class NotificationListener {
  readonly #logger = new Logger('Notifications');
  readonly #end = new AbortController();
  #client: Client | undefined;
  #keeping: Promise<void> | undefined;

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Resolves when it listens, or after the first attempt failed; it goes on trying. */
  async start(channel: string, ears: Ears): Promise<void> {
    const first = await this.#connect(channel, ears).catch(() => undefined);
    this.#keeping = this.#keep(channel, { ears, first });
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#client?.end().catch(() => undefined);
    await this.#keeping;
  }

  async #keep(channel: string, { ears, first }: { ears: Ears; first: Client | undefined }): Promise<void> {
    let client = first;
    for (let failures = 0; !this.#end.signal.aborted; ) {
      if (client) {
        failures = 0;
        await this.#untilLost(client);
      }
      if (this.#end.signal.aborted) return;
      if (failures === 0) this.#logger.warn('The connection that hears other replicas is away; trying again');
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
      // Without jitter all replicas would come back in the same instant.
      await this.clock.sleep(wait * (0.5 + Math.random() / 2), this.#end.signal);
      client = await this.#connect(channel, ears).catch(() => undefined);
      failures += 1;
      if (client) ears.missed();
    }
  }

  async #connect(channel: string, { heard }: Ears): Promise<Client | undefined> {
    const client = new Client({
      connectionString: this.configuration.databaseUrl?.reveal('to hear other replicas'),
      application_name: 'latchkey notifications',
      connectionTimeoutMillis: PROOF_TAKES,
      query_timeout: PROOF_TAKES,
      keepAlive: true,
    });
    // Told by #untilLost; without a listener an error of an idle connection would end the process.
    client.on('error', () => undefined);
    client.on('notification', ({ payload }) => heard(payload ?? ''));
    try {
      await client.connect();
      await client.query(`LISTEN ${channel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    if (this.#end.signal.aborted) await client.end();
    this.#client = client;
    return client;
  }

  /** Resolves when the connection has ended, also when nobody said so: a cut cable closes nothing. */
  async #untilLost(client: Client): Promise<void> {
    const lost = new AbortController();
    client.once('end', () => lost.abort());
    client.once('error', () => lost.abort());
    const signal = AbortSignal.any([lost.signal, this.#end.signal]);
    while (!signal.aborted) {
      await this.clock.sleep(PROVE_EVERY, signal);
      if (signal.aborted) break;
      await client.query('SELECT 1').catch(() => lost.abort());
    }
    await client.end().catch(() => undefined);
  }
}
