import type { ActionAnswer, ActionInput, ActionInputs, ActionRequest, Choice } from '../../contract/action.js';

export const CONTENT = 'https://content.dropboxapi.com';

/** Paths as Dropbox takes them: from the root, or by id. */
export const ANY_PATH = '^(/.*)?$|^(id|ns):';
export const FILE_PATH = '^/.+|^(id|ns):';

export const FILE_SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    path_display: { type: 'string' },
    rev: { type: 'string' },
    size: { type: 'integer' },
    server_modified: { type: 'string' },
    content_hash: { type: 'string' },
  },
} as const;

export function pathInput(label: string, help: string, pattern: string): ActionInput {
  return { label, help, schema: { type: 'string', pattern, maxLength: 4096 }, required: true };
}

/** Every call of a user's files; a team token says whose. */
export const MEMBER: Readonly<Record<string, ActionInput>> = {
  member: {
    label: 'Team member',
    help: 'Only with a token of a whole team: whose files are meant.',
    schema: { type: 'string', pattern: '^dbmid:[A-Za-z0-9_-]+$', maxLength: 100 },
    required: false,
    choices: () => ({
      request: { method: 'POST', url: '/2/team/members/list_v2', body: { limit: 500 } },
      read: memberChoices,
      next: nextMembers,
    }),
  },
};

/** An RPC call: JSON in and out. */
export function rpc(route: string, argument: unknown, inputs: ActionInputs = {}): ActionRequest {
  return { method: 'POST', url: `/2/${route}`, headers: memberHeader(inputs), body: argument };
}

/** A call that carries bytes; its argument travels in a header. */
export function contentCall(route: string, argument: unknown, inputs: ActionInputs): ActionRequest {
  const headers = { 'dropbox-api-arg': asciiJson(argument), ...memberHeader(inputs) };
  return { method: 'POST', url: `${CONTENT}/2/${route}`, headers };
}

/** A call with a body of bytes. */
export function uploadCall(route: string, { argument, body }: UploadPart, inputs: ActionInputs): ActionRequest {
  const call = contentCall(route, argument, inputs);
  return { ...call, headers: { 'content-type': 'application/octet-stream', ...call.headers }, body };
}

export interface UploadPart {
  readonly argument: unknown;
  readonly body: Uint8Array;
}

/** Dropbox calls the root '' and refuses '/'. */
export function pathOf(path: unknown): unknown {
  return path === '/' ? '' : path;
}

/** The tags of a union from the outside in, such as `path`, `conflict`, `folder`. */
export function tagsOf({ body }: ActionAnswer): readonly string[] {
  const tags: string[] = [];
  for (let at: unknown = memberOf(body, 'error'); at !== undefined; ) {
    const tag = memberOf(at, '.tag');
    if (typeof tag !== 'string') break;
    tags.push(tag);
    at = memberOf(at, tag) ?? memberOf(at, 'reason');
  }
  return tags;
}

export function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

export function listOf(answer: ActionAnswer, name: string): readonly unknown[] {
  const list = memberOf(answer.body, name);
  if (!Array.isArray(list)) throw new TypeError(`The answer has no list "${name}".`);
  return list;
}

/** The next page of a list that goes on at a cursor. */
export function atCursor(route: string) {
  return ({ body }: ActionAnswer, request: ActionRequest): ActionRequest | undefined =>
    memberOf(body, 'has_more') === true
      ? { ...request, url: `/2/${route}`, body: { cursor: memberOf(body, 'cursor') } }
      : undefined;
}

export const nextMembers = atCursor('team/members/list/continue_v2');

function memberChoices(answer: ActionAnswer): readonly Choice[] {
  return listOf(answer, 'members').map((member) => {
    const profile = memberOf(member, 'profile');
    return { value: String(memberOf(profile, 'team_member_id')), label: String(memberOf(profile, 'email')) };
  });
}

function memberHeader({ member }: ActionInputs): Readonly<Record<string, string>> {
  return typeof member === 'string' ? { 'dropbox-api-select-user': member } : {};
}

/** The header `Dropbox-API-Arg` must be pure ASCII: everything from U+007F up is escaped, surrogates one by one. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
