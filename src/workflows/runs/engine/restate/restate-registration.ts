import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../../kernel/clock.js';
import { Configuration } from '../../../../kernel/configuration.js';
import { JOURNAL_PATH } from './restate-endpoint.js';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const TIME_LIMIT_MS = 10_000;

/** Tells Restate where the runs of this version are performed; by hand, when its admin address is not known here. */
@Injectable()
export class RestateRegistration {
  readonly #logger = new Logger('Restate');

  constructor(
    private readonly configuration: Configuration,
    private readonly clock: Clock,
  ) {}

  /** Tries until Restate knows it. Every replica says the same. */
  async register(port: number, signal: AbortSignal): Promise<void> {
    const { restateAdminUrl, restateEndpointUrl } = this.configuration;
    const uri = `${restateEndpointUrl ?? `http://127.0.0.1:${port}`}${JOURNAL_PATH}`;
    if (restateAdminUrl === undefined) {
      this.#logger.log(`Register this endpoint with Restate once: restate deployments register ${uri}`);
      return;
    }
    for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = Math.min(LONGEST_PAUSE_MS, pause * 2)) {
      const problem = await registerAt(`${restateAdminUrl}/deployments`, uri);
      if (problem === undefined) return this.#logger.log(`Restate calls this endpoint at ${uri}.`);
      this.#logger.warn(`Restate did not take ${uri}: ${problem} No run goes on until it does; trying again.`);
      await this.clock.sleep(pause, signal);
    }
  }
}

async function registerAt(deployments: string, uri: string): Promise<string | undefined> {
  try {
    const answer = await fetch(deployments, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ uri }),
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    if (answer.ok) return undefined;
    return `it answered with status ${answer.status}: ${(await answer.text()).slice(0, 500)}`;
  } catch (error) {
    return `it cannot be reached (${error instanceof Error ? error.message : String(error)}).`;
  }
}
