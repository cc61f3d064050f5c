import type { Action } from '../../contract/action.js';
import { FHIR_ACTIONS } from './actions/fhir.js';
import { FILE_ACTIONS } from './actions/files.js';
import { MESSAGE_ACTIONS } from './actions/messages.js';

export const REDOX_ACTIONS: readonly Action[] = [...MESSAGE_ACTIONS, ...FHIR_ACTIONS, ...FILE_ACTIONS];
