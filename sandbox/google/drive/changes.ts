import { changesAfter, latestChange } from '../../files/change-log.js';
import { type Answer, jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { GoogleCaller, GoogleDesk } from '../desk.js';
import { refuse } from '../wording.js';
import { resourceOf } from './drive-file.js';
import { maySee } from './drive-store.js';
import { masked } from './field-mask.js';
import { pageSizeOf, withSharedDrives } from './listing.js';

const USUAL = 'kind,nextPageToken,newStartPageToken,changes(kind,type,changeType,time,removed,fileId,driveId,file)';

/** What changes from now on will be listed from here. */
export function startPageToken(call: Call, { state }: GoogleDesk): Answer {
  const body = { kind: 'drive#startPageToken', startPageToken: String(latestChange(state.data.fileChanges) + 1) };
  return jsonAnswer(200, masked(body, call.query.get('fields'), '*'));
}

/** The last change of each file since a page token, in pages; the last page says where to go on later. */
export function listChanges(call: Call, caller: GoogleCaller, desk: GoogleDesk): Answer {
  const { query } = call;
  const from = Number(query.get('pageToken') || Number.NaN);
  if (!Number.isInteger(from) || from < 1) throw refuse(400, 'invalid', 'Invalid Value');
  const [size, withShared, drive] = [pageSizeOf(query), withSharedDrives(query), query.get('driveId')];
  const { fileChanges } = desk.state.data;
  const found = changesAfter(fileChanges, from - 1).filter(
    ({ what }) =>
      (drive === null ? withShared || what.driveId === undefined : what.driveId === drive) &&
      maySee(desk, caller, what),
  );
  const shown = found.slice(0, size);
  const body = {
    kind: 'drive#changeList',
    ...(shown.length < found.length
      ? { nextPageToken: String((shown.at(-1)?.order ?? 0) + 1) }
      : { newStartPageToken: String(latestChange(fileChanges) + 1) }),
    changes: shown.map(({ at, what, isGone }) => ({
      kind: 'drive#change',
      type: 'file',
      changeType: 'file',
      time: at,
      removed: isGone,
      fileId: what.id,
      ...(what.driveId === undefined ? {} : { driveId: what.driveId }),
      ...(isGone ? {} : { file: resourceOf(what) }),
    })),
  };
  return jsonAnswer(200, masked(body, query.get('fields'), USUAL));
}
