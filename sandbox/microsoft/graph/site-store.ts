import { createHash } from 'node:crypto';
import type { MicrosoftTenant } from '../accounts.js';

export interface Column {
  /** The internal name: what `fields` says, with `_x0020_` for a space. */
  readonly name: string;
  readonly displayName: string;
  readonly type: 'text' | 'number' | 'choice' | 'dateTime' | 'boolean';
  /** Only an indexed column may be filtered by without asking for it. */
  readonly indexed?: boolean;
  readonly readOnly?: boolean;
  readonly choices?: readonly string[];
}

export interface ListItem {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly version: number;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly changedBy: string;
}

export interface SiteList {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly columns: readonly Column[];
  readonly items: Map<string, ListItem>;
}

export interface Site {
  /** Host and two GUIDs, separated by commas. */
  readonly id: string;
  readonly tenantId: string;
  readonly host: string;
  /** Server-relative; empty for the root site. */
  readonly path: string;
  readonly displayName: string;
  readonly lists: readonly SiteList[];
}

/** What the vendor's GUIDs look like; the same for the same name. */
export function guidOf(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const COLUMNS: readonly Column[] = [
  { name: 'Title', displayName: 'Title', type: 'text', indexed: true },
  { name: 'Status', displayName: 'Status', type: 'choice', indexed: true, choices: ['Open', 'Waiting', 'Done'] },
  { name: 'Visit_x0020_Date', displayName: 'Visit Date', type: 'dateTime' },
  { name: 'Beds', displayName: 'Beds', type: 'number' },
  { name: 'Urgent', displayName: 'Urgent', type: 'boolean' },
  { name: 'Created', displayName: 'Created', type: 'dateTime', readOnly: true },
];
const BEGIN = '2026-01-05T08:00:00Z';
const FIRST_VISITS = 25;

/** Each tenant has a root site, one of its clinic with a list of visits, and one of its personnel. */
export function demoSites(tenants: readonly MicrosoftTenant[]): Map<string, Site> {
  const sites = tenants.flatMap((tenant) => [
    site(tenant, { path: '', displayName: tenant.name, lists: [] }),
    site(tenant, { path: '/sites/clinic', displayName: 'Clinic', lists: [visits(tenant)] }),
    site(tenant, { path: '/sites/hr', displayName: 'Human Resources', lists: [] }),
  ]);
  return new Map(sites.map((each) => [each.id, each]));
}

function site(
  { id: tenantId, sharePointHost: host }: MicrosoftTenant,
  facts: Pick<Site, 'path' | 'displayName' | 'lists'>,
): Site {
  const place = `${host}${facts.path}`;
  return { id: `${host},${guidOf(`site ${place}`)},${guidOf(`web ${place}`)}`, tenantId, host, ...facts };
}

function visits({ sharePointHost }: MicrosoftTenant): SiteList {
  const items = Array.from({ length: FIRST_VISITS }, (_none, index): [string, ListItem] => {
    const id = String(index + 1);
    const fields = { Title: `Visit ${id}`, Status: index % 5 === 0 ? 'Waiting' : 'Open', Beds: index % 4 };
    return [id, { id, fields, version: 1, createdAt: BEGIN, changedAt: BEGIN, changedBy: 'Ada Lovelace' }];
  });
  return {
    id: guidOf(`list visits ${sharePointHost}`),
    name: 'Visits',
    displayName: 'Clinic Visits',
    columns: COLUMNS,
    items: new Map(items),
  };
}
