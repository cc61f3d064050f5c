import { type Answer, emptyAnswer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { MicrosoftDesk } from '../desk.js';
import { requireMatch } from '../graph/list-items.js';
import { entity, pageOf } from '../graph/odata.js';
import { refuseGraph } from '../wording.js';
import { putItem, takeItem } from './changes.js';
import { type DriveItem, newItemId } from './drive-store.js';
import { eTagOf, itemView } from './item-view.js';
import { conflictOf, freeName, refuseConflict, requireName } from './keep-file.js';
import { authorOf, childNamed, childrenOf, notFound, placeOf, requireItem } from './places.js';

export function readItem(call: Call, desk: MicrosoftDesk): Answer {
  return entity(call, 200, itemView(desk, requireItem(call, desk, placeOf(call, desk, 'read'))));
}

export function children(call: Call, desk: MicrosoftDesk): Answer {
  const item = requireItem(call, desk, placeOf(call, desk, 'read'));
  return pageOf(call, childrenOf(desk.state.data.drives, item.id), (each) => itemView(desk, each));
}

export function createFolder(call: Call, desk: MicrosoftDesk): Answer {
  const place = placeOf(call, desk, 'write');
  const parent = requireItem(call, desk, place);
  const body = asRecord(call.json());
  const name = requireName(call, textOf(body, 'name') ?? '');
  if (asRecord(body?.folder) === undefined) throw refuseGraph(call, 'invalidRequest', 'A facet is missing: folder.');
  const conflict = conflictOf(call, body?.['@microsoft.graph.conflictBehavior'], 'fail');
  const { drives } = desk.state.data;
  const known = childNamed(drives, parent.id, name);
  if (known !== undefined && conflict !== 'rename') refuseConflict(call, known, 'fail');
  const at = desk.clock.iso();
  const folder: DriveItem = {
    id: newItemId(),
    driveId: place.drive.id,
    parentId: parent.id,
    name: known === undefined ? name : freeName(drives, parent.id, name),
    kind: 'folder',
    version: 1,
    createdAt: at,
    changedAt: at,
    changedBy: authorOf(place.caller),
    size: 0,
  };
  putItem(desk, folder);
  return entity(call, 201, itemView(desk, folder));
}

/** A new name, a new parent, or both. */
export function changeItem(call: Call, desk: MicrosoftDesk): Answer {
  const place = placeOf(call, desk, 'write');
  const item = requireItem(call, desk, place);
  requireMatch(call, eTagOf(item));
  const { drives } = desk.state.data;
  const body = asRecord(call.json());
  const name = requireName(call, textOf(body, 'name') ?? item.name);
  const parentId = textOf(asRecord(body?.parentReference), 'id') ?? item.parentId ?? '';
  if (drives.items.get(parentId)?.driveId !== item.driveId) throw notFound(call);
  const known = childNamed(drives, parentId, name);
  if (known !== undefined && known.id !== item.id) refuseConflict(call, known, 'fail');
  const changed = {
    ...item,
    name,
    parentId,
    version: item.version + 1,
    changedAt: desk.clock.iso(),
    changedBy: authorOf(place.caller),
  };
  putItem(desk, changed);
  return entity(call, 200, itemView(desk, changed));
}

/** With everything below it. */
export function removeItem(call: Call, desk: MicrosoftDesk): Answer {
  const item = requireItem(call, desk, placeOf(call, desk, 'write'));
  if (item.parentId === undefined) throw refuseGraph(call, 'invalidRequest', 'The root cannot be deleted.');
  requireMatch(call, eTagOf(item));
  const remove = (gone: DriveItem): void => {
    for (const child of childrenOf(desk.state.data.drives, gone.id)) remove(child);
    takeItem(desk, gone);
  };
  remove(item);
  return emptyAnswer(204);
}

/** For people of the company; links for anybody are switched off here, as in many companies. */
export function createLink(call: Call, desk: MicrosoftDesk): Answer {
  const place = placeOf(call, desk, 'write');
  const item = requireItem(call, desk, place);
  const body = asRecord(call.json());
  const [type, scope] = [textOf(body, 'type') ?? '', textOf(body, 'scope') ?? 'organization'];
  if (!['view', 'edit'].includes(type)) throw refuseGraph(call, 'invalidRequest', 'The link type is not supported.');
  if (scope === 'anonymous')
    throw refuseGraph(call, 'accessDenied', 'The organization does not allow anonymous links.');
  const webUrl = `https://${place.site.host}/:b:/s/${Buffer.from(`${type} ${item.id}`).toString('base64url')}`;
  return jsonAnswer(201, { id: item.id, roles: [type === 'view' ? 'read' : 'write'], link: { type, scope, webUrl } });
}

/** `root/search(q='text')`: by name, anywhere in the library. */
export function search(call: Call, desk: MicrosoftDesk): Answer {
  const words = /^search\(q='((?:[^']|'')*)'\)$/.exec(call.params.function ?? '')?.[1];
  if (words === undefined) throw refuseGraph(call, 'BadRequest', 'Resource not found for the segment.');
  const { drive } = placeOf(call, desk, 'read');
  const wanted = words.replaceAll("''", "'").toLowerCase();
  const found = [...desk.state.data.drives.items.values()].filter(
    ({ driveId, parentId, name }) =>
      driveId === drive.id && parentId !== undefined && name.toLowerCase().includes(wanted),
  );
  return pageOf(call, found, (each) => itemView(desk, each));
}
