import type { ActionInput, ActionInputs } from '../../../contract/action.js';
import { choicesFrom, memberOf, segment, textIn } from './graph.js';

/** One segment of an address, and none that leads out of it. */
export const ID = {
  type: 'string',
  minLength: 1,
  maxLength: 400,
  pattern: '^(?!\\.{1,2}$)[^/\\\\?#\\s][^/\\\\?#]*$',
} as const;

export const SITE: Readonly<Record<string, ActionInput>> = {
  site: {
    label: 'Site',
    help: 'The id of a site, as "Find site" answers it, or root.',
    schema: ID,
    required: true,
    choices: () => choicesFrom('/sites?search=*', { value: 'id', label: 'displayName' }),
  },
};

export const LIST: Readonly<Record<string, ActionInput>> = {
  ...SITE,
  list: {
    label: 'List',
    help: 'The id or the title of a list.',
    schema: ID,
    required: true,
    choices: (inputs) => {
      const site = textIn(inputs, 'site');
      return site === ''
        ? undefined
        : choicesFrom(`/sites/${segment(site)}/lists`, { value: 'id', label: 'displayName' });
    },
  },
};

export const LIBRARY: Readonly<Record<string, ActionInput>> = {
  ...SITE,
  drive: {
    label: 'Document library',
    help: 'The id of a library of the site; without it, the first one.',
    schema: ID,
    required: false,
    choices: (inputs) => {
      const site = textIn(inputs, 'site');
      return site === '' ? undefined : choicesFrom(`/sites/${segment(site)}/drives`, { value: 'id', label: 'name' });
    },
  },
};

/** From the root of the library without a way out of it, or `id:` and the id of an item. */
const PATH = '^/(?!.*//)(?!(.*/)?\\.{1,2}(/|$))[^\\\\]*$|^id:[A-Za-z0-9!]+$';

export function pathInput(label: string, help: string): ActionInput {
  return { label, help, schema: { type: 'string', pattern: PATH, maxLength: 400 }, required: true };
}

export function listAddress({ site, list }: ActionInputs): string {
  return `/sites/${segment(site)}/lists/${segment(list)}`;
}

export function driveAddress({ site, drive }: ActionInputs): string {
  return drive === undefined ? `/sites/${segment(site)}/drive` : `/drives/${segment(drive)}`;
}

/** An item of a library by its path or id, with what is asked of it: `/content`, `/children`, nothing. */
export function itemAddress(inputs: ActionInputs, path: unknown, suffix = ''): string {
  const drive = driveAddress(inputs);
  const text = String(path).replace(/\/+$/, '');
  if (text === '') return `${drive}/root${suffix}`;
  if (text.startsWith('id:')) return `${drive}/items/${segment(text.slice(3))}${suffix}`;
  // Colons stand round a path.
  return `${drive}/root:${text.split('/').map(encodeURIComponent).join('/')}${suffix === '' ? '' : `:${suffix}`}`;
}

export const DRIVE_ITEM_SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    size: { type: 'integer' },
    webUrl: { type: 'string' },
    eTag: { type: 'string' },
    lastModifiedDateTime: { type: 'string' },
    folder: { type: 'object' },
    file: { type: 'object' },
    parentReference: { type: 'object' },
  },
} as const;

/** The address of a file that is its own proof stays out of outputs. */
export function withoutLink(item: unknown): unknown {
  if (typeof item !== 'object' || item === null) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== '@microsoft.graph.downloadUrl'));
}

export function idOf(item: unknown): string {
  return String(memberOf(item, 'id'));
}
