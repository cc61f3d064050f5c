import { type Answer, emptyAnswer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import type { MicrosoftDesk } from '../desk.js';
import { refuseGraph } from '../wording.js';
import type { Need } from './access.js';
import { checkFields } from './fields.js';
import { filterItems } from './filter.js';
import { entity, pageOf } from './odata.js';
import type { ListItem, Site, SiteList } from './site-store.js';
import { requireList, requireSite } from './sites.js';

const ITEMS = '/v1.0/sites/:site/lists/:list/items';

/** The rows of a list. */
export function listItemRoutes(host: string, desk: MicrosoftDesk): readonly Route[] {
  const at = (method: Route['method'], path: string, answer: (call: Call, desk: MicrosoftDesk) => Answer): Route => ({
    name: 'items',
    method,
    host,
    path: `${ITEMS}${path}`,
    answer: (call) => answer(call, desk),
  });
  return [
    at('GET', '', list),
    at('POST', '', create),
    at('GET', '/:item', read),
    at('DELETE', '/:item', remove),
    at('GET', '/:item/fields', readFields),
    at('PATCH', '/:item/fields', update),
  ];
}

interface Place {
  readonly site: Site;
  readonly list: SiteList;
  /** Who works, as items show it; an app as itself is named so. */
  readonly author: string;
}

function place(call: Call, desk: MicrosoftDesk, need: Need): Place {
  const { site, caller } = requireSite(call, desk, need);
  return { site, list: requireList(call, site), author: caller.user?.name ?? 'SharePoint App' };
}

function list(call: Call, desk: MicrosoftDesk): Answer {
  const found = place(call, desk, 'read');
  const items = filterItems(call, found.list);
  const names = expandedFields(call.query.get('$expand') ?? '');
  return pageOf(call, items, (item) => itemView(found, item, names));
}

function create(call: Call, desk: MicrosoftDesk): Answer {
  const found = place(call, desk, 'write');
  const fields = checkFields(call, found.list, asRecord(call.json())?.fields);
  const id = String(Math.max(0, ...[...found.list.items.keys()].map(Number)) + 1);
  const at = desk.clock.iso();
  const item: ListItem = { id, fields, version: 1, createdAt: at, changedAt: at, changedBy: found.author };
  desk.state.change(() => found.list.items.set(id, item));
  return entity(call, 201, itemView(found, item, 'all'));
}

function read(call: Call, desk: MicrosoftDesk): Answer {
  const found = place(call, desk, 'read');
  return entity(call, 200, itemView(found, requireItem(call, found.list), 'all'));
}

function readFields(call: Call, desk: MicrosoftDesk): Answer {
  const found = place(call, desk, 'read');
  return jsonAnswer(200, fieldsView(requireItem(call, found.list)));
}

function update(call: Call, desk: MicrosoftDesk): Answer {
  const found = place(call, desk, 'write');
  const item = requireItem(call, found.list);
  requireMatch(call, eTagOf(item));
  const fields = { ...item.fields, ...checkFields(call, found.list, call.json()) };
  const changed = { ...item, fields, version: item.version + 1, changedAt: desk.clock.iso(), changedBy: found.author };
  desk.state.change(() => found.list.items.set(item.id, changed));
  return jsonAnswer(200, fieldsView(changed));
}

function remove(call: Call, desk: MicrosoftDesk): Answer {
  const found = place(call, desk, 'write');
  const item = requireItem(call, found.list);
  requireMatch(call, eTagOf(item));
  desk.state.change(() => found.list.items.delete(item.id));
  return emptyAnswer(204);
}

/** Refuses a change that was thought out for another version. */
export function requireMatch(call: Call, eTag: string): void {
  const wanted = call.header('if-match');
  if (wanted === '' || wanted === '*' || wanted === eTag) return;
  throw refuseGraph(call, 'resourceModified', 'ETag does not match current item version.');
}

function requireItem(call: Call, found: SiteList): ListItem {
  const item = found.items.get(call.params.item ?? '');
  if (item === undefined) throw refuseGraph(call, 'itemNotFound', 'The specified item was not found.');
  return item;
}

/** `fields`, or `fields($select=Title,Status)`; without it a collection tells no fields. */
function expandedFields(expand: string): readonly string[] | 'all' | 'none' {
  const [isFields, names] = /^fields(?:\(\s*\$?select=([^)]*)\))?$/i.exec(expand) ?? [];
  if (isFields === undefined) return 'none';
  return names === undefined ? 'all' : names.split(',').map((name) => name.trim());
}

function itemView({ site, list }: Place, item: ListItem, names: readonly string[] | 'all' | 'none') {
  const fields = fieldsView(item);
  const shown = Object.entries(fields).filter(
    ([name]) => names === 'all' || name.startsWith('@') || names.includes(name),
  );
  return {
    '@odata.etag': eTagOf(item),
    id: item.id,
    eTag: eTagOf(item),
    createdDateTime: item.createdAt,
    lastModifiedDateTime: item.changedAt,
    lastModifiedBy: { user: { displayName: item.changedBy } },
    webUrl: `https://${site.host}${site.path}/Lists/${list.name}/${item.id}_.000`,
    parentReference: { siteId: site.id },
    ...(names === 'none' ? {} : { fields: Object.fromEntries(shown) }),
  };
}

function fieldsView(item: ListItem): Record<string, unknown> {
  return { '@odata.etag': eTagOf(item), ...item.fields, id: item.id, Created: item.createdAt };
}

function eTagOf({ id, version }: ListItem): string {
  return `"${id.padStart(8, '0')}-0000-4000-8000-000000000000,${version}"`;
}
