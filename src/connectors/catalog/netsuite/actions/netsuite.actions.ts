import type { Action } from '../../../contract/action.js';
import { createRecordOnce } from './create-once.js';
import { updateByQuery, updateBySavedSearch } from './matching-records.js';
import {
  createRecord,
  deleteRecord,
  describeRecordType,
  getRecord,
  listRecords,
  listRecordTypes,
  transformRecord,
  updateRecord,
  upsertRecord,
} from './records.js';
import { callRestlet } from './restlets.js';
import { suiteql } from './suiteql.js';

/** In the order in which a designer looks for them. */
export const NETSUITE_ACTIONS: readonly Action[] = [
  suiteql,
  listRecords,
  getRecord,
  createRecord,
  createRecordOnce,
  updateRecord,
  updateBySavedSearch,
  updateByQuery,
  upsertRecord,
  transformRecord,
  deleteRecord,
  callRestlet,
  listRecordTypes,
  describeRecordType,
];
