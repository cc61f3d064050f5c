import type { Action } from '../../contract/action.js';
import { CHANGE_ACTIONS } from './actions/changes.js';
import { COPY_ACTIONS } from './actions/copy.js';
import { FILE_ACTIONS } from './actions/files.js';
import { FOLDER_ACTIONS } from './actions/folders.js';
import { LIST_ITEM_ACTIONS } from './actions/list-items.js';
import { SITE_ACTIONS } from './actions/sites.js';
import { UPLOAD_ACTIONS } from './actions/upload.js';

/** Shapes: https://learn.microsoft.com/en-us/graph/api/resources/sharepoint and driveitem. */
export const SHAREPOINT_ACTIONS: readonly Action[] = [
  ...SITE_ACTIONS,
  ...LIST_ITEM_ACTIONS,
  ...FOLDER_ACTIONS,
  ...CHANGE_ACTIONS,
  ...FILE_ACTIONS,
  ...UPLOAD_ACTIONS,
  ...COPY_ACTIONS,
];
