import { changesAfter, latestChange, noteChange } from '../../files/change-log.js';
import { type Answer, jsonAnswer } from '../../stage/answer.js';
import { asRecord, type Call, textOf } from '../../stage/call.js';
import type { MicrosoftDesk } from '../desk.js';
import { perPage } from '../graph/odata.js';
import { refuseGraph } from '../wording.js';
import type { DriveItem } from './drive-store.js';
import { itemView } from './item-view.js';
import { placeOf } from './places.js';

/** Where a feed goes on; the token is this as base64url JSON. */
interface FeedPlace {
  readonly drive: string;
  /** What changed after this is told, at the latest when all has been listed. */
  readonly after: number;
  /** Items up to this id have been listed; absent once all of them are, or were never asked for. */
  readonly listed?: string;
}

/** One page of a feed, and where it goes on: now, or when somebody asks again. */
interface FeedPage {
  readonly value: readonly unknown[];
  readonly place: FeedPlace;
  readonly isLast: boolean;
}

export function putItem({ state, clock }: MicrosoftDesk, item: DriveItem): void {
  state.change(({ drives, itemChanges }) => {
    drives.items.set(item.id, item);
    noteChange(itemChanges, item.id, { at: clock.iso(), what: item, isGone: false });
  });
}

export function takeItem({ state, clock }: MicrosoftDesk, item: DriveItem): void {
  state.change(({ drives, itemChanges }) => {
    drives.items.delete(item.id);
    noteChange(itemChanges, item.id, { at: clock.iso(), what: item, isGone: true });
  });
}

/** All that is in a library, and from then on what changed since; `token=latest` begins with what changes next. */
export function delta(call: Call, desk: MicrosoftDesk): Answer {
  const { drive } = placeOf(call, desk, 'read');
  const token = call.query.get('token');
  const now = { drive: drive.id, after: latestChange(desk.state.data.itemChanges) };
  if (token === 'latest') return answer(call, { value: [], place: now, isLast: true });
  const place = token === null ? { ...now, listed: '' } : readToken(call, token, drive.id);
  return answer(call, place.listed === undefined ? changed(desk, place, perPage(call)) : present(desk, place, call));
}

function present(desk: MicrosoftDesk, { drive, after, listed = '' }: FeedPlace, call: Call): FeedPage {
  const left = [...desk.state.data.drives.items.values()]
    .filter(({ driveId, id }) => driveId === drive && id > listed)
    .sort((one, other) => (one.id < other.id ? -1 : 1));
  const shown = left.slice(0, perPage(call));
  const isLast = shown.length === left.length;
  return {
    value: shown.map((item) => itemView(desk, item)),
    place: { drive, after, ...(isLast ? {} : { listed: shown.at(-1)?.id ?? listed }) },
    isLast,
  };
}

function changed(desk: MicrosoftDesk, { drive, after }: FeedPlace, most: number): FeedPage {
  const left = changesAfter(desk.state.data.itemChanges, after).filter(({ what }) => what.driveId === drive);
  const shown = left.slice(0, most);
  return {
    value: shown.map(({ what, isGone }) =>
      isGone ? { id: what.id, deleted: { state: 'deleted' } } : itemView(desk, what),
    ),
    place: { drive, after: shown.at(-1)?.order ?? after },
    isLast: shown.length === left.length,
  };
}

function answer(call: Call, { value, place, isLast }: FeedPage): Answer {
  const { query } = call;
  query.set('token', Buffer.from(JSON.stringify(place)).toString('base64url'));
  const link = `https://${call.host}${call.path}?${query}`;
  const context = `https://${call.host}/v1.0/$metadata#driveItems`;
  return jsonAnswer(200, {
    '@odata.context': context,
    [isLast ? '@odata.deltaLink' : '@odata.nextLink']: link,
    value,
  });
}

function readToken(call: Call, token: string, drive: string): FeedPlace {
  const place = parsed(token);
  const [after, listed] = [place?.after, textOf(place, 'listed')];
  if (place?.drive === drive && typeof after === 'number') {
    return { drive, after, ...(listed === undefined ? {} : { listed }) };
  }
  throw refuseGraph(call, 'resyncRequired', 'Resync required. Replace any local items with the version of the server.');
}

function parsed(token: string): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
