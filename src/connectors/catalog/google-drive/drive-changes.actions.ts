import type { Action, ActionAnswer } from '../../contract/action.js';
import { address, FIELDS, FILE_SCHEMA, listOf, memberOf, nextPage } from './drive-inputs.js';

const CHANGE_FIELDS = `nextPageToken,newStartPageToken,changes(changeType,removed,time,fileId,driveId,file(${FIELDS}))`;

/** https://developers.google.com/workspace/drive/api/guides/manage-changes */
const listChanges: Action = {
  key: 'listChanges',
  title: 'List changes',
  help: 'Files and folders that were added, changed or removed since an earlier call. Without a cursor none are told yet: only the cursor to begin with.',
  inputs: {
    cursor: {
      label: 'Cursor',
      help: 'Of an earlier call; it does not expire.',
      schema: { type: 'string', pattern: '^[A-Za-z0-9._~-]{1,400}$' },
      required: false,
    },
    drive: {
      label: 'Shared drive',
      help: 'The id of a shared drive, for its changes alone. A cursor is good for the drive that it was made for.',
      schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,200}$' },
      required: false,
    },
  },
  output: {
    type: 'object',
    properties: {
      items: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            changeType: { type: 'string' },
            removed: { type: 'boolean', description: 'It was deleted, or may not be seen any more.' },
            time: { type: 'string' },
            fileId: { type: 'string' },
            file: FILE_SCHEMA,
          },
        },
      },
      hasMore: { type: 'boolean' },
      cursor: { type: 'string', description: 'For the next call.' },
    },
    required: ['items', 'hasMore', 'cursor'],
  },
  repeatable: true,
  reads: true,
  pages: { items: (answer) => (startIn(answer) === undefined ? listOf(answer, 'changes') : []), next: nextPage },
  build: ({ cursor, drive }) => {
    const scope: Readonly<Record<string, string>> = typeof drive === 'string' ? { driveId: drive } : {};
    if (cursor === undefined) return { method: 'GET', url: address('/changes/startPageToken', scope) };
    const query = { ...scope, pageToken: String(cursor), pageSize: '1000', fields: CHANGE_FIELDS };
    return { method: 'GET', url: address('/changes', { ...query, includeItemsFromAllDrives: 'true' }) };
  },
  read: (answer) => ({ cursor: cursorIn(answer) }),
};

export const DRIVE_CHANGE_ACTIONS: readonly Action[] = [listChanges];

function startIn({ body }: ActionAnswer): unknown {
  return memberOf(body, 'startPageToken');
}

function cursorIn(answer: ActionAnswer): string {
  const { body } = answer;
  const cursor = memberOf(body, 'nextPageToken') ?? memberOf(body, 'newStartPageToken') ?? startIn(answer);
  if (typeof cursor === 'string') return cursor;
  throw new TypeError('The answer does not say where its changes go on.');
}
