import type { ChangeLog } from '../files/change-log.js';
import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { MicrosoftApp, MicrosoftTenant, MicrosoftUser } from './accounts.js';
import { CLOUDS, type Cloud } from './clouds.js';
import type { DriveItem, Drives } from './files/drive-store.js';
import type { SharePointDigest } from './files/quick-xor.js';
import type { Site } from './graph/site-store.js';

/** Everything this Microsoft remembers. */
export interface MicrosoftState {
  readonly tenants: readonly MicrosoftTenant[];
  readonly users: readonly MicrosoftUser[];
  readonly apps: Map<string, MicrosoftApp>;
  readonly grants: GrantData;
  /** By id. */
  readonly sites: Map<string, Site>;
  readonly drives: Drives;
  /** Of items in document libraries. */
  readonly itemChanges: ChangeLog<DriveItem>;
}

/** What the rooms of this vendor work with. */
export interface MicrosoftDesk {
  readonly state: State<MicrosoftState>;
  readonly book: GrantBook;
  readonly clock: Backstage['clock'];
  /** What came of uploads in fragments, by session; it ends with the process that took it. */
  readonly received: Map<string, SharePointDigest>;
}

/** The tenant by id or verified domain; undefined also for the endpoints that mean any tenant. */
export function findTenant({ state }: MicrosoftDesk, name: string): MicrosoftTenant | undefined {
  return state.data.tenants.find(({ id, domain }) => id === name || domain === name.toLowerCase());
}

export function cloudOf(tenant: MicrosoftTenant): Cloud {
  const cloud = CLOUDS.find(({ key }) => key === tenant.cloud);
  if (cloud === undefined) throw new Error(`The cloud ${tenant.cloud} is not played.`);
  return cloud;
}
