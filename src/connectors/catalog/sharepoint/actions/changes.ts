import type { Action, ActionAnswer } from '../../../contract/action.js';
import { GRAPH_PAGES, memberOf, pageOutput, queryOf } from './graph.js';
import { DRIVE_ITEM_SCHEMA, driveAddress, LIBRARY, withoutLink } from './places.js';

const CHANGE_SCHEMA = {
  ...DRIVE_ITEM_SCHEMA,
  properties: {
    ...DRIVE_ITEM_SCHEMA.properties,
    deleted: { type: 'object', description: 'Only of what is there no more; its id is all that is told besides.' },
  },
} as const;
const PAGE = pageOutput(CHANGE_SCHEMA);

/** https://learn.microsoft.com/en-us/graph/api/driveitem-delta */
const listChanges: Action = {
  key: 'listChanges',
  title: 'List changes',
  help: 'Files and folders of a library that were added, changed or deleted since an earlier call. Without a cursor none are told yet: only the cursor to begin with.',
  inputs: {
    ...LIBRARY,
    cursor: {
      label: 'Cursor',
      help: 'Of an earlier call for the same library. SharePoint forgets it after a time and answers 410 then.',
      schema: { type: 'string', minLength: 1, maxLength: 4096 },
      required: false,
    },
  },
  output: {
    ...PAGE,
    properties: { ...(PAGE.properties as object), cursor: { type: 'string', description: 'For the next call.' } },
    required: ['items', 'hasMore', 'cursor'],
  },
  repeatable: true,
  reads: true,
  pages: { ...GRAPH_PAGES, items: (answer) => GRAPH_PAGES.items(answer).map(withoutLink) },
  build: (inputs) => ({
    method: 'GET',
    url: `${driveAddress(inputs)}/root/delta${queryOf({ token: String(inputs.cursor ?? 'latest') })}`,
  }),
  read: (answer) => ({ cursor: cursorIn(answer) }),
};

export const CHANGE_ACTIONS: readonly Action[] = [listChanges];

/** The token alone, so that a cursor leads to no other place than the inputs do. */
function cursorIn({ body }: ActionAnswer): string {
  const link = memberOf(body, '@odata.nextLink') ?? memberOf(body, '@odata.deltaLink');
  const { searchParams, pathname } = new URL(String(link));
  const token = searchParams.get('token') ?? /\(token='([^']+)'\)$/.exec(decodeURIComponent(pathname))?.[1];
  if (token) return token;
  throw new TypeError('The answer does not say where its changes go on.');
}
