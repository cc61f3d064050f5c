import type { Action } from '../../../contract/action.js';
import { GRAPH_PAGES, pageOutput, queryOf, segment } from './graph.js';
import { LIST, listAddress, SITE } from './places.js';

const SITE_SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    name: { type: 'string' },
    displayName: { type: 'string' },
    webUrl: { type: 'string' },
  },
} as const;

const LIST_SCHEMA = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' }, displayName: { type: 'string' } },
} as const;

const COLUMN_SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    displayName: { type: 'string' },
    readOnly: { type: 'boolean' },
    indexed: { type: 'boolean' },
  },
} as const;

const findSite: Action = {
  key: 'findSite',
  title: 'Find site',
  help: 'A site by its address in the browser.',
  inputs: {
    url: {
      label: 'Address',
      help: 'Such as https://contoso.sharepoint.com/sites/clinic.',
      schema: { type: 'string', pattern: '^https://[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+(/[^\\s?#]*)?$', maxLength: 400 },
      required: true,
    },
  },
  output: SITE_SCHEMA,
  repeatable: true,
  reads: true,
  build: ({ url }) => {
    const { hostname, pathname } = new URL(String(url));
    const path = pathname.replace(/\/+$/, '');
    return { method: 'GET', url: `/sites/${hostname}${path === '' ? '' : `:${path}`}` };
  },
};

const searchSites: Action = {
  key: 'searchSites',
  title: 'Search sites',
  help: 'Sites by words of their name; * finds all that may be seen.',
  inputs: {
    words: { label: 'Words', schema: { type: 'string', minLength: 1, maxLength: 200 }, required: false, default: '*' },
  },
  output: pageOutput(SITE_SCHEMA),
  repeatable: true,
  reads: true,
  pages: GRAPH_PAGES,
  build: ({ words }) => ({ method: 'GET', url: `/sites${queryOf({ search: String(words) })}` }),
};

const listLists: Action = {
  key: 'listLists',
  title: 'List lists',
  help: 'The lists of a site.',
  inputs: SITE,
  output: pageOutput(LIST_SCHEMA),
  repeatable: true,
  reads: true,
  pages: GRAPH_PAGES,
  build: ({ site }) => ({ method: 'GET', url: `/sites/${segment(site)}/lists` }),
};

const listColumns: Action = {
  key: 'listColumns',
  title: 'List columns',
  help: 'The columns of a list with their internal names, by which fields are read and written.',
  inputs: LIST,
  output: pageOutput(COLUMN_SCHEMA),
  repeatable: true,
  reads: true,
  pages: GRAPH_PAGES,
  build: (inputs) => ({ method: 'GET', url: `${listAddress(inputs)}/columns` }),
};

export const SITE_ACTIONS: readonly Action[] = [findSite, searchSites, listLists, listColumns];
