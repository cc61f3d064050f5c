import type { Action, ActionInput } from '../../../contract/action.js';
import { choicesFrom, GRAPH_PAGES, ifMatch, pageOutput, queryOf, segment, textIn } from './graph.js';
import { LIST, listAddress } from './places.js';

const ITEM_SCHEMA = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    eTag: { type: 'string' },
    webUrl: { type: 'string' },
    fields: { type: 'object' },
    createdDateTime: { type: 'string' },
    lastModifiedDateTime: { type: 'string' },
  },
} as const;

const ITEM: ActionInput = {
  label: 'Item',
  help: 'The id of an item, a number.',
  schema: { type: 'string', pattern: '^[0-9]+$', maxLength: 20 },
  required: true,
};
const FIELDS: ActionInput = {
  label: 'Fields',
  help: 'Values by the internal names of the columns, such as { "Title": "A", "Visit_x0020_Date": "2026-12-01" }.',
  schema: { type: 'object', minProperties: 1 },
  required: true,
};
const ETAG: ActionInput = {
  label: 'Only if unchanged since',
  help: 'The eTag of the item as it was read; when somebody changed it since, nothing happens and the step fails.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  required: false,
};

const listItems: Action = {
  key: 'listItems',
  title: 'List items',
  help: 'The items of a list with their fields, filtered and in order.',
  inputs: {
    ...LIST,
    columns: {
      label: 'Columns',
      help: 'Internal names of the fields to read; without them all.',
      schema: { type: 'array', items: { type: 'string', pattern: '^\\w+$' }, maxItems: 50 },
      required: false,
      choices: (inputs) => {
        const [site, list] = [textIn(inputs, 'site'), textIn(inputs, 'list')];
        if (site === '' || list === '') return undefined;
        return choicesFrom(`${listAddress({ site, list })}/columns`, { value: 'name', label: 'displayName' });
      },
    },
    filter: {
      label: 'Filter',
      help: "An OData filter, such as fields/Status eq 'Open'. A quote in a value is written twice.",
      schema: { type: 'string', maxLength: 2000 },
      required: false,
      binds: 'odata',
    },
    orderBy: {
      label: 'Order',
      help: 'A field, such as fields/Title or fields/Title desc.',
      schema: { type: 'string', pattern: '^fields/\\w+( (asc|desc))?$' },
      required: false,
    },
    pageSize: {
      label: 'Items per page',
      schema: { type: 'integer', minimum: 1, maximum: 5000 },
      required: false,
      default: 200,
    },
  },
  output: pageOutput(ITEM_SCHEMA),
  repeatable: true,
  reads: true,
  pages: GRAPH_PAGES,
  build: (inputs) => {
    const { columns, filter, orderBy, pageSize } = inputs;
    const query = queryOf({
      $expand: Array.isArray(columns) && columns.length > 0 ? `fields($select=${columns.join(',')})` : 'fields',
      $filter: textIn({ filter }, 'filter'),
      $orderby: textIn({ orderBy }, 'orderBy'),
      $top: Number(pageSize),
    });
    return {
      method: 'GET',
      url: `${listAddress(inputs)}/items${query}`,
      // Without it a column that has no index cannot be filtered by; in long lists SharePoint may still refuse.
      headers: { prefer: 'HonorNonIndexedQueriesWarningMayFailRandomly' },
    };
  },
};

const getItem: Action = {
  key: 'getItem',
  title: 'Get item',
  inputs: { ...LIST, item: ITEM },
  output: ITEM_SCHEMA,
  repeatable: true,
  reads: true,
  build: (inputs) => ({ method: 'GET', url: `${listAddress(inputs)}/items/${segment(inputs.item)}?$expand=fields` }),
};

const createItem: Action = {
  key: 'createItem',
  title: 'Create item',
  inputs: { ...LIST, fields: FIELDS },
  output: ITEM_SCHEMA,
  // Graph knows no key for repetitions: a second request makes a second item.
  repeatable: false,
  build: (inputs) => ({ method: 'POST', url: `${listAddress(inputs)}/items`, body: { fields: inputs.fields } }),
};

const updateItem: Action = {
  key: 'updateItem',
  title: 'Update item',
  help: 'Changes the named fields and leaves the others as they are.',
  inputs: { ...LIST, item: ITEM, fields: FIELDS, eTag: ETAG },
  output: { type: 'object', description: 'All fields of the item.' },
  repeatable: true,
  build: (inputs) => ({
    method: 'PATCH',
    url: `${listAddress(inputs)}/items/${segment(inputs.item)}/fields`,
    headers: ifMatch(inputs.eTag),
    body: inputs.fields,
  }),
};

const deleteItem: Action = {
  key: 'deleteItem',
  title: 'Delete item',
  help: 'Says whether there was one to delete.',
  inputs: { ...LIST, item: ITEM, eTag: ETAG },
  output: { type: 'object', properties: { deleted: { type: 'boolean' } }, required: ['deleted'] },
  repeatable: true,
  build: (inputs) => ({
    method: 'DELETE',
    url: `${listAddress(inputs)}/items/${segment(inputs.item)}`,
    headers: ifMatch(inputs.eTag),
    expects: [404],
  }),
  read: ({ status }) => ({ deleted: status !== 404 }),
};

export const LIST_ITEM_ACTIONS: readonly Action[] = [listItems, getItem, createItem, updateItem, deleteItem];
