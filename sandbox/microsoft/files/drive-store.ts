import { createHash, randomBytes } from 'node:crypto';
import type { MicrosoftTenant } from '../accounts.js';
import { guidOf, type Site } from '../graph/site-store.js';

/** A file or folder of a document library. */
export interface DriveItem {
  readonly id: string;
  readonly driveId: string;
  /** Absent for the root. */
  readonly parentId?: string;
  readonly name: string;
  readonly kind: 'file' | 'folder';
  readonly version: number;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly size: number;
  readonly quickXor?: string;
  /** Base64; absent for a file that was too large to keep: reading it gives made bytes. */
  readonly content?: string;
}

export interface Drive {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly rootId: string;
}

export interface UploadSession {
  readonly id: string;
  readonly driveId: string;
  readonly parentId: string;
  readonly name: string;
  readonly conflict: ConflictBehavior;
  readonly expiresAt: number;
  readonly changedBy: string;
}

/** A copy at work; it is half done when it is first asked for. */
export interface CopyJob {
  readonly resourceId: string;
  asked: number;
}

export const CONFLICT_BEHAVIORS = ['fail', 'replace', 'rename'] as const;
export type ConflictBehavior = (typeof CONFLICT_BEHAVIORS)[number];

export interface Drives {
  readonly drives: Map<string, Drive>;
  readonly items: Map<string, DriveItem>;
  readonly sessions: Map<string, UploadSession>;
  readonly copies: Map<string, CopyJob>;
}

const BEGIN = '2026-01-05T08:00:00Z';
const GIGABYTE = 1024 ** 3;
const SUMMARY = 'All beds are taken.\n';

/** A document library for each site; that of the clinic has a report and a file of one gigabyte. */
export function demoDrives(sites: Iterable<Site>, tenants: readonly MicrosoftTenant[]): Drives {
  const store: Drives = { drives: new Map(), items: new Map(), sessions: new Map(), copies: new Map() };
  const known = new Set(tenants.map(({ id }) => id));
  for (const site of sites) {
    if (!known.has(site.tenantId)) continue;
    const driveId = `b!${createHash('sha256').update(site.id).digest('base64url')}`;
    const root = demoItem(driveId, { id: idOf(`root ${driveId}`), name: 'root', kind: 'folder', size: 0 });
    store.drives.set(driveId, { id: driveId, siteId: site.id, name: 'Documents', rootId: root.id });
    const items = site.path === '/sites/clinic' ? clinicItems(root) : [];
    for (const item of [root, ...items]) store.items.set(item.id, item);
  }
  return store;
}

export function newItemId(): string {
  return `01${randomBytes(20).toString('hex').toUpperCase().slice(0, 32)}`;
}

function clinicItems(root: DriveItem): readonly DriveItem[] {
  const make = (parentId: string, item: Pick<DriveItem, 'name' | 'kind' | 'size' | 'content'>): DriveItem =>
    demoItem(root.driveId, { id: idOf(`${parentId} ${item.name}`), parentId, ...item });
  const reports = make(root.id, { name: 'Reports', kind: 'folder', size: 0 });
  const content = Buffer.from(SUMMARY).toString('base64');
  return [
    reports,
    make(reports.id, { name: 'summary.txt', kind: 'file', size: SUMMARY.length, content }),
    make(root.id, { name: 'one-gigabyte.bin', kind: 'file', size: GIGABYTE }),
  ];
}

function demoItem(
  driveId: string,
  item: Pick<DriveItem, 'id' | 'parentId' | 'name' | 'kind' | 'size' | 'content'>,
): DriveItem {
  return { driveId, version: 1, createdAt: BEGIN, changedAt: BEGIN, changedBy: 'Ada Lovelace', ...item };
}

function idOf(name: string): string {
  return `01${guidOf(name).replaceAll('-', '').toUpperCase()}`;
}
