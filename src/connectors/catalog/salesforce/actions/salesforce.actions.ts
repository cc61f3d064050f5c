import type { Action } from '../../../contract/action.js';
import { awaitBulkJob, bulkIngest, bulkIngestFile, bulkResults } from './bulk-ingest.js';
import { awaitBulkQuery, bulkQuery, readBulkQuery } from './bulk-query.js';
import { composite } from './composite.js';
import { createRecords, deleteRecords, updateRecords, upsertRecords } from './many-records.js';
import { describeObject, getLimits, listObjects, query, search } from './query.js';
import { createRecord, deleteRecord, getRecord, updateRecord, upsertRecord } from './records.js';

/** In the order in which a designer looks for them. */
export const SALESFORCE_ACTIONS: readonly Action[] = [
  query,
  search,
  getRecord,
  createRecord,
  updateRecord,
  upsertRecord,
  deleteRecord,
  createRecords,
  updateRecords,
  upsertRecords,
  deleteRecords,
  composite,
  listObjects,
  describeObject,
  getLimits,
  bulkIngest,
  bulkIngestFile,
  awaitBulkJob,
  bulkResults,
  bulkQuery,
  awaitBulkQuery,
  readBulkQuery,
];
