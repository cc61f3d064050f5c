import { Injectable } from '@nestjs/common';

/** An access token that was made with a connector of its company. */
export interface OwnConnectorUser {
  readonly id: string;
  readonly name: string;
  /** Absent for a global one. */
  readonly appId?: string;
}

/** @param limit more than this nobody reads */
export type FindUsers = (tenantId: string, key: string, limit: number) => Promise<readonly OwnConnectorUser[]>;

/** Rooms above tell here what was made with a connector, so that nobody removes one unawares. */
@Injectable()
export class OwnConnectorUsers {
  readonly #finders: FindUsers[] = [];

  register(find: FindUsers): void {
    this.#finders.push(find);
  }

  async of(tenantId: string, key: string, limit: number): Promise<readonly OwnConnectorUser[]> {
    return (await Promise.all(this.#finders.map((find) => find(tenantId, key, limit)))).flat().slice(0, limit);
  }
}
