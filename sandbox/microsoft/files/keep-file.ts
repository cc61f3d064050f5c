import type { Call } from '../../stage/call.js';
import type { MicrosoftDesk } from '../desk.js';
import { refuseGraph } from '../wording.js';
import { putItem } from './changes.js';
import { CONFLICT_BEHAVIORS, type ConflictBehavior, type DriveItem, type Drives, newItemId } from './drive-store.js';
import { childNamed } from './places.js';
import type { SharePointDigest } from './quick-xor.js';

const FORBIDDEN = /["*:<>?/\\|]|^\s|\s$|^\.|^~\$/;

export interface NewFile {
  readonly parent: Pick<DriveItem, 'id' | 'driveId'>;
  readonly name: string;
  readonly conflict: ConflictBehavior;
  readonly changedBy: string;
  readonly file: SharePointDigest;
}

/** Puts a file in its place; answers whether it is a new one. A large one is known by size and hash only. */
export function keepFile(call: Call, desk: MicrosoftDesk, wanted: NewFile): { item: DriveItem; isNew: boolean } {
  const { drives } = desk.state.data;
  const { parent, conflict } = wanted;
  const known = childNamed(drives, parent.id, requireName(call, wanted.name));
  if (known !== undefined) refuseConflict(call, known, conflict);
  const replaced = conflict === 'replace' ? known : undefined;
  const name = known !== undefined && conflict === 'rename' ? freeName(drives, parent.id, wanted.name) : wanted.name;
  const item = itemOf({ ...wanted, name }, replaced, desk.clock.iso());
  putItem(desk, item);
  return { item, isNew: replaced === undefined };
}

function itemOf({ parent, name, changedBy, file }: NewFile, replaced: DriveItem | undefined, at: string): DriveItem {
  return {
    id: replaced?.id ?? newItemId(),
    driveId: parent.driveId,
    parentId: parent.id,
    name: replaced?.name ?? name,
    kind: 'file',
    version: (replaced?.version ?? 0) + 1,
    createdAt: replaced?.createdAt ?? at,
    changedAt: at,
    changedBy,
    size: file.size,
    quickXor: file.quickXor,
    ...(file.content === undefined ? {} : { content: file.content.toString('base64') }),
  };
}

/** A folder is never replaced by a file. */
export function refuseConflict(call: Call, known: DriveItem, conflict: ConflictBehavior): void {
  if (conflict === 'rename' || (conflict === 'replace' && known.kind === 'file')) return;
  throw refuseGraph(call, 'nameAlreadyExists', 'An item with the same name already exists under the parent.');
}

export function freeName(drives: Drives, parentId: string, name: string): string {
  const [, stem = '', extension = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
  for (let number = 1; ; number += 1) {
    const candidate = `${stem} ${number}${extension}`;
    if (childNamed(drives, parentId, candidate) === undefined) return candidate;
  }
}

export function requireName(call: Call, name: string): string {
  if (name !== '' && name.length <= 255 && !FORBIDDEN.test(name)) return name;
  throw refuseGraph(call, 'invalidRequest', 'The provided name cannot contain the characters used.');
}

export function conflictOf(call: Call, value: unknown, usual: ConflictBehavior): ConflictBehavior {
  const named = CONFLICT_BEHAVIORS.find((each) => each === value);
  if (value !== undefined && value !== null && named === undefined) {
    throw refuseGraph(call, 'invalidRequest', 'The conflict behavior is not known.');
  }
  return named ?? usual;
}
