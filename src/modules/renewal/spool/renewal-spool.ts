import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Configuration } from '../../../kernel/configuration.js';
import { Metrics } from '../../metrics/metrics.js';
import { spoolRefused } from '../renewal.errors.js';
import { SpoolFile } from './spool-file.js';
import type { SpooledAnswer } from './spool-record.js';

/** Space on disk for one answer. */
export interface SpoolSlot {
  /** On disk when this returns. */
  write(answer: SpooledAnswer): Promise<void>;
  /** What is in it is of no more use. */
  free(): void;
}

export interface LeftAnswer {
  readonly answer: SpooledAnswer;
  readonly slot: SpoolSlot;
}

/**
 * Where vendors' answers wait while the database is away: files in `LATCHKEY_DATA/spool`, one for each process that
 * shares the folder. A process takes over the files of those that are gone.
 */
@Injectable()
export class RenewalSpool implements OnApplicationShutdown {
  readonly #logger = new Logger(RenewalSpool.name);
  readonly #folder: string;
  readonly #files = new Map<number, SpoolFile>();
  #free: SpoolSlot[] = [];
  #left: LeftAnswer[] = [];
  #looking: Promise<void> | undefined;
  #growing: Promise<void> | undefined;
  #entries = 0;

  constructor(configuration: Configuration, metrics: Metrics) {
    this.#folder = join(configuration.dataFolder, 'spool');
    metrics.measure('spool_entries', () => this.#entries);
  }

  /** Space for an answer, on disk before the vendor is asked. @throws spool-refused when the disk gives none */
  async reserve(): Promise<SpoolSlot> {
    try {
      for (;;) {
        const slot = this.#free.pop();
        if (slot) return slot;
        await this.grow();
      }
    } catch (error) {
      throw spoolRefused(this.#folder, error);
    }
  }

  /** What processes that are gone have left, this one's predecessor included; each answer once. */
  async leftBehind(): Promise<readonly LeftAnswer[]> {
    try {
      await this.look();
    } catch (error) {
      this.#logger.error(`The spool ${this.#folder} cannot be used: ${error}. Renewals that need it are refused.`);
    }
    const left = this.#left;
    this.#left = [];
    return left;
  }

  async onApplicationShutdown(): Promise<void> {
    this.#free = [];
    for (const file of this.#files.values()) await file.close();
    this.#files.clear();
  }

  private grow(): Promise<void> {
    this.#growing ??= this.makeSlots().finally(() => {
      this.#growing = undefined;
    });
    return this.#growing;
  }

  private async makeSlots(): Promise<void> {
    if (this.#files.size === 0) await this.look();
    const [file] = this.#files.values();
    if (!file || this.#free.length > 0) return;
    const before = file.slots;
    await file.grow();
    for (let index = before; index < file.slots; index += 1) this.#free.push(this.slot(file, index));
  }

  private look(): Promise<void> {
    this.#looking ??= this.lookForFiles().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  private async lookForFiles(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const names = await readdir(this.#folder);
    const numbers = names.flatMap((name) => /^(\d+)\.spool$/.exec(name)?.[1] ?? []).map(Number);
    for (const number of numbers.sort((one, other) => one - other)) await this.takeFile(number);
    for (let number = 0; this.#files.size === 0; number += 1) await this.takeFile(number);
  }

  private async takeFile(number: number): Promise<void> {
    if (this.#files.has(number)) return;
    const file = await SpoolFile.open(this.#folder, number);
    if (!file) return;
    this.#files.set(number, file);
    for (let index = 0; index < file.slots; index += 1) {
      const answer = await file.read(index);
      if (answer) {
        this.#left.push({ answer, slot: this.slot(file, index, true) });
        this.#entries += 1;
      } else this.#free.push(this.slot(file, index));
    }
  }

  private slot(file: SpoolFile, index: number, isUsed = false): SpoolSlot {
    let hasAnswer = isUsed;
    return {
      write: async (answer) => {
        if (!hasAnswer) this.#entries += 1;
        hasAnswer = true;
        await file.write(index, answer);
      },
      free: () => {
        if (hasAnswer) void this.clear(file, index);
        else this.#free.push(this.slot(file, index));
      },
    };
  }

  private async clear(file: SpoolFile, index: number): Promise<void> {
    this.#entries -= 1;
    try {
      await file.clear(index);
      this.#free.push(this.slot(file, index));
    } catch (error) {
      this.#logger.warn(`A slot of ${this.#folder} cannot be cleared and is left aside: ${error}`);
    }
  }
}
