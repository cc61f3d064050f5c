import type { Action } from '../../contract/action.js';
import { FILE_ACTIONS } from './dropbox-files.actions.js';
import { FOLDER_ACTIONS } from './dropbox-folders.actions.js';
import { SHARING_ACTIONS } from './dropbox-sharing.actions.js';

/** Facts: dropbox-api-spec, files.stone, sharing.stone and team.stone. */
export const DROPBOX_ACTIONS: readonly Action[] = [...FOLDER_ACTIONS, ...FILE_ACTIONS, ...SHARING_ACTIONS];
