import { FolderLock } from './stage/folder-lock.js';
import { Stage } from './stage/stage.js';
import { isSystemError } from './stage/system-error.js';
import type { VendorPlan } from './stage/vendor.js';
import { VENDORS, type VendorKey } from './vendors.js';

export interface SandboxOptions {
  /** Where to listen; 127.0.0.1 unless told. */
  readonly host?: string;
  /** Port per vendor; a vendor without one takes a free port. */
  readonly ports?: Readonly<Partial<Record<VendorKey, number>>>;
  /** Where state files live; without it nothing survives a restart. */
  readonly folder?: string;
  /** All of them unless told. */
  readonly vendors?: readonly VendorKey[];
}

export interface Sandbox {
  readonly vendors: Readonly<Record<VendorKey, { readonly url: string }>>;
  /** The value for LATCHKEY_SANDBOX_HOSTS: `pattern=address` of every vendor host, separated by commas. */
  readonly hosts: string;
  close(): Promise<void>;
}

/** A vendor's port is taken by somebody else. */
export class PortInUse extends Error {
  constructor(
    readonly vendor: VendorKey,
    readonly port: number,
  ) {
    super(`Port ${port}, wanted for the stand-in of ${VENDORS[vendor].title}, is in use.`);
    this.name = 'PortInUse';
  }
}

/** Starts the stand-ins, each on its own port; either all of them stand afterwards or none. @throws PortInUse, FolderInUse */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const keys = options.vendors ?? vendorKeys();
  const lock = options.folder === undefined ? undefined : FolderLock.take(options.folder);
  const started: { key: VendorKey; stage: Stage; url: string }[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(started.map(({ stage }) => stage.close()));
    lock?.release();
  };
  for (const key of keys) {
    try {
      started.push({ key, ...(await openStage(key, options)) });
    } catch (error) {
      await close();
      throw error;
    }
  }
  const mapping = started.flatMap(({ key, url }) => plan(key).hosts.map((host) => `${host}=${url}`));
  return { vendors: addresses(started), hosts: mapping.join(','), close };
}

export function vendorKeys(): readonly VendorKey[] {
  return Object.keys(VENDORS).filter((key): key is VendorKey => key in VENDORS);
}

function plan(key: VendorKey): VendorPlan {
  return VENDORS[key];
}

async function openStage(key: VendorKey, options: SandboxOptions): Promise<{ stage: Stage; url: string }> {
  const { host = '127.0.0.1', folder } = options;
  const port = options.ports?.[key] ?? 0;
  const stage = new Stage(plan(key));
  try {
    return { stage, url: await stage.open({ host, port, folder }) };
  } catch (error) {
    if (isSystemError(error, 'EADDRINUSE')) throw new PortInUse(key, port);
    throw error;
  }
}

/** Asking for a vendor that was left out is a mistake and says so. */
function addresses(started: readonly { key: VendorKey; url: string }[]): Sandbox['vendors'] {
  const urls = new Map(started.map(({ key, url }) => [key, { url }]));
  const entries = vendorKeys().map((key) => [
    key,
    {
      enumerable: urls.has(key),
      get: () => {
        const address = urls.get(key);
        if (address === undefined) throw new Error(`The sandbox was started without ${key}.`);
        return address;
      },
    },
  ]);
  return Object.defineProperties({}, Object.fromEntries(entries)) as Sandbox['vendors'];
}
