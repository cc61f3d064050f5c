import { type Answer, emptyAnswer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { SHAREPOINT_HOSTS } from '../clouds.js';
import type { MicrosoftDesk } from '../desk.js';
import { refuseGraph } from '../wording.js';
import { putItem } from './changes.js';
import { type DriveItem, newItemId } from './drive-store.js';
import { refuseConflict, requireName } from './keep-file.js';
import { authorOf, childNamed, notFound, placeOf, requireItem } from './places.js';

const PATH = '/_api/v2.0/monitor/:job';

/** Copies a file, also into another library; the work goes on behind an address that tells how far it is. */
export function copyItem(call: Call, desk: MicrosoftDesk): Answer {
  const place = placeOf(call, desk, 'write');
  const item = requireItem(call, desk, place);
  if (item.kind === 'folder') throw refuseGraph(call, 'invalidRequest', 'Folders are not copied here.');
  const { drives } = desk.state.data;
  const body = asRecord(call.json());
  const reference = asRecord(body?.parentReference);
  const parent = drives.items.get(textOf(reference, 'id') ?? item.parentId ?? '');
  if (parent === undefined || (textOf(reference, 'driveId') ?? parent.driveId) !== parent.driveId) throw notFound(call);
  const name = requireName(call, textOf(body, 'name') ?? item.name);
  const known = childNamed(drives, parent.id, name);
  if (known !== undefined) refuseConflict(call, known, 'fail');
  const at = desk.clock.iso();
  const copy: DriveItem = {
    ...item,
    id: newItemId(),
    driveId: parent.driveId,
    parentId: parent.id,
    name,
    version: 1,
    createdAt: at,
    changedAt: at,
    changedBy: authorOf(place.caller),
  };
  const job = newItemId();
  putItem(desk, copy);
  desk.state.change((data) => data.drives.copies.set(job, { resourceId: copy.id, asked: 0 }));
  return emptyAnswer(202, { location: `https://${place.site.host}${PATH.replace(':job', job)}` });
}

/** How far a copy is; half the way when it is first asked for, and there afterwards. */
export function monitorRoutes(desk: MicrosoftDesk): readonly Route[] {
  return SHAREPOINT_HOSTS.map((host) => ({
    name: 'monitor',
    method: 'GET',
    host,
    path: PATH,
    answer: (call) => monitor(call, desk),
  }));
}

function monitor(call: Call, desk: MicrosoftDesk): Answer {
  if (call.headers.authorization !== undefined) {
    throw refuseGraph(call, 'unauthenticated', 'The address of a monitor takes no bearer token.');
  }
  const job = desk.state.data.drives.copies.get(call.params.job ?? '');
  if (job === undefined) throw notFound(call);
  desk.state.change(() => {
    job.asked += 1;
  });
  if (job.asked === 1) return jsonAnswer(202, { operation: 'itemCopy', percentageComplete: 50, status: 'inProgress' });
  return jsonAnswer(200, { percentageComplete: 100, resourceId: job.resourceId, status: 'completed' });
}
