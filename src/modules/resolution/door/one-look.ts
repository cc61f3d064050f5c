import { Injectable } from '@nestjs/common';
import { Authentication } from '../../callers/authentication.js';
import type { CallerKeyEntity } from '../../callers/caller-key.entity.js';
import type { Fact, Moment } from '../../database/facts/fact.js';
import { Facts } from '../../database/facts/facts.js';
import { RememberedWalks } from '../remembered-walks.js';

/**
 * Each room on the road makes sure of its own facts, one after the other. Where that takes a look at the database, all
 * that the last such request read can be looked at together beforehand; the rooms then find it done. It decides nothing:
 * what is not remembered, or has changed, the rooms read as ever.
 */
@Injectable()
export class OneLook {
  constructor(
    private readonly facts: Facts,
    private readonly authentication: Authentication,
    private readonly walks: RememberedWalks,
  ) {}

  /** The moment of this request, after the look. */
  at(authorization: string | undefined, body: unknown): Moment | Promise<Moment> {
    const moment = this.facts.moment();
    if (!this.facts.needLooks) return moment;
    const key = this.authentication.remembered(authorization);
    if (key === undefined || key.stands(moment)) return moment;
    return this.facts.confirm([key, ...this.lastRead(key.value, body)], moment).then(() => moment);
  }

  private lastRead(key: CallerKeyEntity | undefined, body: unknown): readonly Fact<unknown>[] {
    const { appId, tenantId } = key ?? {};
    if (!appId || !tenantId || typeof body !== 'object' || body === null || !('name' in body)) return [];
    const { name } = body;
    return typeof name === 'string' ? (this.walks.find({ tenantId, appId, name })?.facts ?? []) : [];
  }
}
