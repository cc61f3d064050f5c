import type { RecordOutcome } from '../composite/inner-calls.js';

export type JobState = 'Open' | 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';

/** An ingest job as Salesforce keeps it. */
export interface IngestJob {
  readonly id: string;
  readonly orgId: string;
  readonly object: string;
  readonly operation: string;
  readonly externalIdFieldName?: string;
  readonly columnDelimiter: string;
  readonly lineEnding: string;
  readonly createdDate: string;
  state: JobState;
  errorMessage?: string;
  /** Rows as uploaded; undefined until then. */
  rows?: Record<string, string>[];
  /** What became of the first rows, in order. */
  readonly outcomes: RecordOutcome[];
}

/** A query that runs behind the scenes. */
export interface QueryJob {
  readonly id: string;
  readonly orgId: string;
  readonly operation: string;
  readonly object: string;
  readonly query: string;
  readonly createdDate: string;
  state: JobState;
  /** The columns and, once it is done, the rows. */
  readonly columns: readonly string[];
  rows?: readonly (readonly string[])[];
}

export const OPERATIONS = ['insert', 'update', 'upsert', 'delete', 'hardDelete'];
export const DELIMITERS: Readonly<Record<string, string>> = {
  COMMA: ',',
  SEMICOLON: ';',
  TAB: '\t',
  PIPE: '|',
  CARET: '^',
  BACKQUOTE: '`',
};

/** The job as it is told: counts as Salesforce counts, failures among the processed. */
export function describeJob(job: IngestJob, version: string): Record<string, unknown> {
  const { rows: _rows, outcomes, orgId: _orgId, ...facts } = job;
  return {
    ...facts,
    contentType: 'CSV',
    concurrencyMode: 'Parallel',
    apiVersion: Number(version.slice(1)),
    jobType: 'V2Ingest',
    // Without a leading slash.
    contentUrl: `services/data/${version}/jobs/ingest/${job.id}/batches`,
    numberRecordsProcessed: outcomes.length,
    numberRecordsFailed: outcomes.filter(({ success }) => !success).length,
    retries: 0,
    totalProcessingTime: outcomes.length,
  };
}

export function describeQueryJob(job: QueryJob, version: string): Record<string, unknown> {
  const { rows = [], columns: _columns, orgId: _orgId, ...facts } = job;
  return {
    ...facts,
    contentType: 'CSV',
    concurrencyMode: 'Parallel',
    apiVersion: Number(version.slice(1)),
    jobType: 'V2Query',
    lineEnding: 'LF',
    columnDelimiter: 'COMMA',
    numberRecordsProcessed: rows.length,
    retries: 0,
    totalProcessingTime: rows.length,
  };
}
