import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A room that keeps rows of tenants. */
export interface TenantContents {
  /** Deletes everything of the tenant in the transaction that erases it. */
  eraseTenant(manager: EntityManager, tenantId: string): Promise<void>;
}

/** Rooms above register here, so that erasing a tenant leaves nothing behind and this room need not know them. */
@Injectable()
export class TenantContentsRegistry {
  readonly #rooms: TenantContents[] = [];

  register(room: TenantContents): void {
    this.#rooms.push(room);
  }

  async eraseAll(manager: EntityManager, tenantId: string): Promise<void> {
    for (const room of this.#rooms.toReversed()) await room.eraseTenant(manager, tenantId);
  }
}
