import type { Action } from '../../contract/action.js';
import {
  atCursor,
  FILE_PATH,
  listOf,
  MEMBER,
  memberOf,
  nextMembers,
  pathInput,
  rpc,
  tagsOf,
} from './dropbox-inputs.js';

const LINK = {
  type: 'object',
  properties: { url: { type: 'string' }, name: { type: 'string' }, created: { type: 'boolean' } },
} as const;

const createSharedLink: Action = {
  key: 'createSharedLink',
  title: 'Create shared link',
  help: 'A link that is there already is fine; its settings stay as they are.',
  inputs: {
    path: pathInput('Path', 'Of a file or folder, or its id.', FILE_PATH),
    audience: {
      label: 'Who can open it',
      schema: { type: 'string', enum: ['public', 'team', 'no_one'] },
      required: false,
      default: 'public',
    },
    password: {
      label: 'Password',
      help: 'Only in paid accounts.',
      schema: { type: 'string', minLength: 1, maxLength: 100 },
      required: false,
    },
    expires: {
      label: 'Expires',
      help: 'An instant such as 2027-01-31T12:00:00Z; only in paid accounts.',
      schema: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
      required: false,
    },
    ...MEMBER,
  },
  output: LINK,
  repeatable: true,
  async perform(inputs, vendor) {
    const { path, audience, password, expires } = inputs;
    const settings = {
      audience,
      ...(password === undefined ? {} : { require_password: true, link_password: password }),
      ...(expires === undefined ? {} : { expires }),
    };
    const route = 'sharing/create_shared_link_with_settings';
    const made = await vendor.send({ ...rpc(route, { path, settings }, inputs), expects: [409] });
    if (made.status !== 409) return { ...Object(made.body), created: true };
    if (tagsOf(made)[0] !== 'shared_link_already_exists') throw vendor.refusal(made);
    const { body } = await vendor.send(rpc('sharing/list_shared_links', { path, direct_only: true }, inputs));
    const [link] = Array.isArray(memberOf(body, 'links')) ? (memberOf(body, 'links') as unknown[]) : [];
    return { ...Object(link), created: false };
  },
};

const listSharedLinks: Action = {
  key: 'listSharedLinks',
  title: 'List shared links',
  inputs: { path: { ...pathInput('Path', 'Empty for all links.', FILE_PATH), required: false }, ...MEMBER },
  output: { type: 'object', properties: { items: { type: 'array', items: LINK }, hasMore: { type: 'boolean' } } },
  repeatable: true,
  reads: true,
  pages: { items: (answer) => listOf(answer, 'links'), next: atCursor('sharing/list_shared_links') },
  build: (inputs) => rpc('sharing/list_shared_links', inputs.path === undefined ? {} : { path: inputs.path }, inputs),
};

const getTemporaryLink: Action = {
  key: 'getTemporaryLink',
  title: 'Get temporary link',
  help: 'An address that yields the file for four hours, without any token.',
  inputs: { path: pathInput('File path', 'Such as /reports/today.pdf.', FILE_PATH), ...MEMBER },
  output: { type: 'object', properties: { link: { type: 'string' } } },
  repeatable: true,
  reads: true,
  build: (inputs) => rpc('files/get_temporary_link', { path: inputs.path }, inputs),
  read: ({ body }) => ({ link: memberOf(body, 'link') }),
};

const listTeamMembers: Action = {
  key: 'listTeamMembers',
  title: 'List team members',
  help: 'Only with a token of a whole team.',
  inputs: {
    includeRemoved: { label: 'With those removed', schema: { type: 'boolean' }, required: false, default: false },
    limit: {
      label: 'Members of a page at most',
      schema: { type: 'integer', minimum: 1, maximum: 1000 },
      required: false,
      default: 500,
    },
  },
  output: { type: 'object', properties: { items: { type: 'array' }, hasMore: { type: 'boolean' } } },
  repeatable: true,
  reads: true,
  pages: { items: (answer) => listOf(answer, 'members'), next: nextMembers },
  build: ({ limit, includeRemoved }) => rpc('team/members/list_v2', { limit, include_removed: includeRemoved }),
};

export const SHARING_ACTIONS: readonly Action[] = [
  createSharedLink,
  listSharedLinks,
  getTemporaryLink,
  listTeamMembers,
];
