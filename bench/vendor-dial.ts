import type { MeasuredProcess } from './processes.js';

/** Since its start. */
export interface VendorTold {
  readonly renewed: number;
  /** How many grants were renewed. */
  readonly grants: number;
  /** How often the one that was renewed most. */
  readonly mostOfOne: number;
}

/** What the vendor of the benchmark is told, and what it tells. */
export class VendorDial {
  constructor(private readonly vendor: MeasuredProcess) {}

  async set(settings: { readonly delayMs?: number; readonly lifeSeconds?: number }): Promise<void> {
    const query = new URLSearchParams(
      Object.entries(settings).map(([name, value]): [string, string] => [name, String(value)]),
    );
    await this.ask(`?${query.toString()}`);
  }

  /** How many renewals it has answered since its start. */
  async renewed(): Promise<number> {
    return (await this.told()).renewed;
  }

  told(): Promise<VendorTold> {
    return this.ask('');
  }

  /** Waits until it has answered so many. */
  async hasRenewed(total: number, patienceMs = 120_000): Promise<void> {
    const giveUpAt = performance.now() + patienceMs;
    for (;;) {
      const renewed = await this.renewed();
      if (renewed >= total) return;
      if (performance.now() > giveUpAt) throw new Error(`Only ${renewed} of ${total} renewals came`);
      await pause(20);
    }
  }

  private async ask(query: string): Promise<VendorTold> {
    const response = await fetch(`${this.vendor.url}/_bench${query}`);
    return (await response.json()) as VendorTold;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
