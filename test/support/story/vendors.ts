import { type Sandbox, startSandbox, vendorKeys } from '../../../sandbox/sandbox.js';
import type { VendorKey } from '../../../sandbox/vendors.js';

/** One call as the vendor's journal has it. */
export interface VendorCall {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly endpoint: string;
  readonly status: number;
  /** Fingerprint of what the call presented. */
  readonly credential?: string;
  readonly notes?: Readonly<Record<string, string>>;
}

/** A call that a slow mood holds. */
export interface WaitingCall {
  readonly endpoint: string;
  readonly isDone: boolean;
}

/** A person's grant to one client, as the vendor's books have it. */
export interface VendorGrant {
  readonly client: string;
  /** Why it died. */
  readonly dead?: string;
  readonly accessTokens: number;
  readonly refreshTokens: number;
}

/** The sandbox vendors of a suite, with a hand on their controls. */
export class Vendors {
  private constructor(
    private readonly sandbox: Sandbox,
    private readonly keys: readonly VendorKey[],
  ) {}

  /** All of them unless told. */
  static async open(vendors: readonly VendorKey[] = vendorKeys()): Promise<Vendors> {
    return new Vendors(await startSandbox({ vendors }), vendors);
  }

  /** The value of LATCHKEY_SANDBOX_HOSTS. */
  get hosts(): string {
    return this.sandbox.hosts;
  }

  /** Where a vendor listens; its host is the first segment of the path. */
  urlOf(vendor: VendorKey): string {
    return this.sandbox.vendors[vendor].url;
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  /** The calls since the last clearing, of one endpoint or of all. */
  async journal(vendor: VendorKey, endpoint?: string): Promise<readonly VendorCall[]> {
    const query = endpoint === undefined ? '' : `?endpoint=${encodeURIComponent(endpoint)}`;
    return (await this.control(vendor, `GET journal${query}`)).calls as VendorCall[];
  }

  /** The calls that a slow mood holds at this moment. */
  async waiting(vendor: VendorKey): Promise<readonly WaitingCall[]> {
    return (await this.control(vendor, 'GET waiting')).calls as WaitingCall[];
  }

  /** None of them waits any longer. */
  async letGo(vendor: VendorKey): Promise<void> {
    await this.control(vendor, 'DELETE waiting');
  }

  /** Every grant of the vendor, dead or alive. */
  async grants(vendor: VendorKey): Promise<readonly VendorGrant[]> {
    return (await this.control(vendor, 'GET grants')).grants as VendorGrant[];
  }

  async clearJournal(vendor: VendorKey): Promise<void> {
    await this.control(vendor, 'DELETE journal');
  }

  /** Replaces the moods; without any, the vendor is in its normal one. */
  async mood(vendor: VendorKey, ...moods: readonly Record<string, unknown>[]): Promise<void> {
    await this.control(vendor, 'PUT moods', moods);
  }

  /** Revokes one credential, or all of a client or user, or everything. */
  async revoke(vendor: VendorKey, what: Record<string, unknown>): Promise<void> {
    await this.control(vendor, 'POST revoke', what);
  }

  /** Registers an app, key or token at the vendor. */
  register(vendor: VendorKey, account: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.control(vendor, 'POST accounts', account);
  }

  /** Sets the vendors' clocks ahead of the machine's. */
  async setAhead(seconds: number): Promise<void> {
    await Promise.all(this.keys.map((key) => this.control(key, 'POST clock', { aheadBySeconds: seconds })));
  }

  private async control(
    vendor: VendorKey,
    door: `${string} ${string}`,
    body?: unknown,
  ): Promise<Record<string, unknown>> {
    const [method = '', path] = door.split(' ');
    const response = await fetch(`${this.urlOf(vendor)}/_sandbox/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The sandbox refused ${door}: ${text}`);
    return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
  }
}
