import { randomUUID } from 'node:crypto';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { BrokerError } from '../../../kernel/broker.error.js';
import { Database } from '../../database/database.js';
import { RotationSteps } from './rotation-steps.js';
import { VaultRotationEntity } from './vault-rotation.entity.js';

/** After this many milliseconds without a sign of life another process takes a rotation over. */
const CLAIM_AGE = 30_000;

/**
 * Works off rotations that are under way. What is left to do is read from the rows themselves, so a rotation that was
 * cut off goes on where it was, in whatever process looks next.
 */
@Injectable()
export class RotationRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log = new Logger('Vault');
  readonly #self = randomUUID();
  #work: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly steps: RotationSteps,
  ) {}

  onApplicationBootstrap(): void {
    this.wake();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    await this.#work;
  }

  /** Looks for rotations to work on, unless this process is at it already. */
  @Interval(CLAIM_AGE)
  wake(): void {
    if (this.#isStopping) return;
    this.#work = (this.#work ?? Promise.resolve()).then(() => this.#runAll()).catch((error) => this.#log.error(error));
  }

  async #runAll(): Promise<void> {
    const running = await this.database.reader.findBy(VaultRotationEntity, { state: 'running' });
    for (const { id } of running) {
      if (!this.#isStopping && (await this.#claim(id))) await this.#run(id);
    }
  }

  async #claim(id: string): Promise<boolean> {
    const now = await this.database.now();
    const stale = new Date(now.getTime() - CLAIM_AGE).toISOString();
    const result = await this.database.write((manager) =>
      manager
        .createQueryBuilder()
        .update(VaultRotationEntity)
        .set({ runner: this.#self, heartbeatAt: now })
        .where('id = :id AND state = :state', { id, state: 'running' })
        .andWhere('(runner IS NULL OR runner = :self OR "heartbeatAt" < :stale)', { self: this.#self, stale })
        .execute(),
    );
    return result.affected === 1;
  }

  async #run(id: string): Promise<void> {
    const rotation = await this.database.reader.findOneByOrFail(VaultRotationEntity, { id });
    this.#log.log(`Rotation ${id} of the ${rotation.kind} is under way.`);
    try {
      for await (const progress of this.steps.of(rotation)) {
        if (!(await this.#save(id, progress)) || this.#isStopping) return this.#release(id);
      }
      await this.#save(id, { state: 'done', finishedAt: await this.database.now(), exclusive: null, remaining: 0 });
      this.#log.log(`Rotation ${id} is done.`);
    } catch (error) {
      const failure = error instanceof BrokerError ? error.code : 'internal-error';
      await this.#save(id, { state: 'failed', finishedAt: await this.database.now(), exclusive: null, failure });
      this.#log.error(`Rotation ${id} stopped: ${error instanceof Error ? error.message : failure}`);
    }
  }

  /** False when another process has taken over. */
  async #save(id: string, change: Partial<VaultRotationEntity>): Promise<boolean> {
    const heartbeatAt = await this.database.now();
    const result = await this.database.write((manager) =>
      manager.update(VaultRotationEntity, { id, runner: this.#self }, { heartbeatAt, ...change }),
    );
    return result.affected === 1;
  }

  /** Lets the next process begin at once instead of waiting for the claim to age. */
  async #release(id: string): Promise<void> {
    await this.#save(id, { runner: null });
  }
}
