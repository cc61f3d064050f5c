import { type Answer, emptyAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { MicrosoftDesk } from '../desk.js';
import { entity } from '../graph/odata.js';
import { refuseGraph } from '../wording.js';
import { addressOfDownload } from './downloads.js';
import { itemView } from './item-view.js';
import { conflictOf, keepFile } from './keep-file.js';
import { authorOf, notFound, type Place, placeOf, requireItem } from './places.js';
import { SharePointDigest } from './quick-xor.js';

const MOST_AT_ONCE = 250 * 1024 * 1024;

/** Sends the reader to an address that needs no token. */
export function readContent(call: Call, desk: MicrosoftDesk): Answer {
  const item = requireItem(call, desk, placeOf(call, desk, 'read'));
  if (item.kind === 'folder') throw refuseGraph(call, 'invalidRequest', 'A folder has no content.');
  return emptyAnswer(302, { location: addressOfDownload(desk, item) });
}

/** A whole file in one request. */
export function writeContent(call: Call, desk: MicrosoftDesk): Answer {
  const place = placeOf(call, desk, 'write');
  if (!(call.file instanceof SharePointDigest)) throw notFound(call);
  if (call.file.size > MOST_AT_ONCE)
    throw refuseGraph(call, 'maxFileSizeExceeded', 'Use an upload session for a file of this size.');
  const target = targetOf(call, desk, place);
  const { item, isNew } = keepFile(call, desk, {
    ...target,
    conflict: conflictOf(call, call.query.get('@microsoft.graph.conflictBehavior'), 'replace'),
    changedBy: authorOf(place.caller),
    file: call.file,
  });
  return entity(call, isNew ? 201 : 200, itemView(desk, item));
}

/** Where a file of this place's name goes: a folder that is there, or the place of a file that is replaced. */
export function targetOf(call: Call, desk: MicrosoftDesk, place: Place) {
  const { items } = desk.state.data.drives;
  const { start, names } = place;
  const name = names.at(-1);
  if (name === undefined) {
    const parent = items.get(start.parentId ?? '');
    if (parent === undefined || start.kind === 'folder')
      throw refuseGraph(call, 'invalidRequest', 'A name is missing.');
    return { parent, name: start.name };
  }
  const parent = requireItem(call, desk, { ...place, names: names.slice(0, -1) });
  if (parent.kind === 'file') throw notFound(call);
  return { parent, name };
}
