import type { WebhookDelivery } from './webhook-delivery.entity.js';

export interface SlotLimits {
  readonly ofHost: number;
  readonly ofTenant: number;
  readonly ofAll: number;
}

type Place = Pick<WebhookDelivery, 'host' | 'tenantId'>;

/** How many attempts of this process are under way: few to one host, and not all of them for one tenant. */
export class DeliverySlots {
  readonly #hosts = new Map<string, number>();
  readonly #tenants = new Map<string, number>();
  #all = 0;

  constructor(private readonly limits: SlotLimits) {}

  get hasRoom(): boolean {
    return this.#all < this.limits.ofAll;
  }

  /** False when no slot is free there. */
  take({ host, tenantId }: Place): boolean {
    const { ofHost, ofTenant } = this.limits;
    const isFree = this.hasRoom && count(this.#hosts, host) < ofHost && count(this.#tenants, tenantId) < ofTenant;
    if (isFree) this.#move({ host, tenantId }, 1);
    return isFree;
  }

  leave(place: Place): void {
    this.#move(place, -1);
  }

  /** Those who have no slot left. */
  full(): { readonly hosts: string[]; readonly tenants: string[] } {
    const { ofHost, ofTenant } = this.limits;
    const named = (counts: Map<string, number>, limit: number) =>
      [...counts].filter(([, taken]) => taken >= limit).map(([name]) => name);
    return { hosts: named(this.#hosts, ofHost), tenants: named(this.#tenants, ofTenant) };
  }

  #move({ host, tenantId }: Place, by: number): void {
    this.#all += by;
    add(this.#hosts, host, by);
    add(this.#tenants, tenantId, by);
  }
}

function count(counts: Map<string, number>, name: string): number {
  return counts.get(name) ?? 0;
}

function add(counts: Map<string, number>, name: string, by: number): void {
  const now = count(counts, name) + by;
  if (now === 0) counts.delete(name);
  else counts.set(name, now);
}
