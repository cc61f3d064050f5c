import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AppEntity } from './app.entity.js';

/** A room that keeps something of apps: app-level access tokens, processes, runs. */
export interface AppContents {
  /** Deletes everything of the app in the transaction that deletes it; may throw a BrokerError to forbid it. */
  deleteApp(manager: EntityManager, app: AppEntity): Promise<void>;
}

/** Rooms above register here, so that an app goes with all its contents and this room need not know them. */
@Injectable()
export class AppContentsRegistry {
  readonly #rooms: AppContents[] = [];

  register(room: AppContents): void {
    this.#rooms.push(room);
  }

  async deleteAll(manager: EntityManager, app: AppEntity): Promise<void> {
    for (const room of this.#rooms.toReversed()) await room.deleteApp(manager, app);
  }
}
