import type { Call } from '../../stage/call.js';
import type { MicrosoftDesk } from '../desk.js';
import { type GraphCaller, type Need, requireCaller, requirePermission } from '../graph/access.js';
import type { Site } from '../graph/site-store.js';
import { requireSite } from '../graph/sites.js';
import { refuseGraph } from '../wording.js';
import type { Drive, DriveItem, Drives } from './drive-store.js';

/** What a call's path speaks of in a document library: an item that is there, or a name that could be taken. */
export interface Place {
  readonly caller: GraphCaller;
  readonly site: Site;
  readonly drive: Drive;
  /** The item that the path starts at: the root, or one given by id. */
  readonly start: DriveItem;
  /** What follows by name; empty when the start itself is meant. */
  readonly names: readonly string[];
}

/** Reads the path: `root`, `root:/a/b`, `items/{id}` or `items/{id}:/a/b`, in a drive by id or the one of a site. */
export function placeOf(call: Call, desk: MicrosoftDesk, need: Need): Place {
  const { drives } = desk.state.data;
  const { drive, site, caller } = driveOf(call, desk, need);
  const { item, path } = call.params;
  const start = drives.items.get(item === undefined ? drive.rootId : item.replace(/:$/, ''));
  if (start === undefined || start.driveId !== drive.id) throw notFound(call);
  // A colon before and behind a path tells it from what follows.
  if (path !== undefined && item !== undefined && !item.endsWith(':'))
    throw refuseGraph(call, 'BadRequest', 'Resource not found for the segment.');
  return { caller, site, drive, start, names: path === undefined ? [] : path.replace(/:$/, '').split('/') };
}

export function findItem(drives: Drives, { start, names }: Pick<Place, 'start' | 'names'>): DriveItem | undefined {
  return names.reduce<DriveItem | undefined>((parent, name) => parent && childNamed(drives, parent.id, name), start);
}

export function requireItem(call: Call, desk: MicrosoftDesk, place: Place): DriveItem {
  const item = findItem(desk.state.data.drives, place);
  if (item === undefined) throw notFound(call);
  return item;
}

/** Names differ by more than their case. */
export function childNamed(drives: Drives, parentId: string, name: string): DriveItem | undefined {
  return childrenOf(drives, parentId).find((item) => item.name.toLowerCase() === name.toLowerCase());
}

export function childrenOf({ items }: Drives, parentId: string): readonly DriveItem[] {
  return [...items.values()].filter((item) => item.parentId === parentId);
}

/** From the root, without it; empty for the root. */
export function pathOf({ items }: Pick<Drives, 'items'>, item: DriveItem): string {
  const parent = items.get(item.parentId ?? '');
  return parent === undefined ? '' : `${pathOf({ items }, parent)}/${item.name}`;
}

export function authorOf({ user }: GraphCaller): string {
  return user?.name ?? 'SharePoint App';
}

export function notFound(call: Call): Error {
  return refuseGraph(call, 'itemNotFound', 'The resource could not be found.');
}

function driveOf(call: Call, desk: MicrosoftDesk, need: Need): { drive: Drive; site: Site; caller: GraphCaller } {
  const { drives, sites } = desk.state.data;
  if (call.params.drive === undefined) {
    const { site, caller } = requireSite(call, desk, need);
    const own = [...drives.drives.values()].find(({ siteId }) => siteId === site.id);
    if (own === undefined) throw notFound(call);
    return { drive: own, site, caller };
  }
  const caller = requireCaller(call, desk);
  const drive = drives.drives.get(call.params.drive);
  const site = sites.get(drive?.siteId ?? '');
  const isOwn = site?.tenantId === caller.tenant.id;
  requirePermission(call, caller, { need, ...(site && isOwn ? { site } : {}) });
  if (drive === undefined || site === undefined || !isOwn) throw notFound(call);
  return { drive, site, caller };
}
