import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { EntityManager } from 'typeorm';
import { Database } from '../../../modules/database/database.js';
import type { RunRecordEntity } from '../journal/run-record.entity.js';

export interface MovedRun {
  readonly id: string;
  readonly tenantId: string | undefined;
}

/** Where watchers of this process hear that a run has moved. Without watchers it costs nothing. */
@Injectable()
export class RunWatch implements OnApplicationShutdown {
  readonly #moved = new Subject<MovedRun>();
  readonly #begun = new Subject<RunRecordEntity>();
  readonly moved = this.#moved.asObservable();
  /** Steps that begin and of which nothing is stored before they end: a word that may be lost. */
  readonly begun = this.#begun.asObservable();

  constructor(private readonly database: Database) {}

  onApplicationShutdown(): void {
    this.#moved.complete();
    this.#begun.complete();
  }

  /** Within the transaction that stores it. */
  tellMoved(manager: EntityManager, run: MovedRun): void {
    if (this.#moved.observed) this.database.afterCommit(manager, () => this.#moved.next(run));
  }

  tellBegun(step: RunRecordEntity): void {
    this.#begun.next(step);
  }
}
