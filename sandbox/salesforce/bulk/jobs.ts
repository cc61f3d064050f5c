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
