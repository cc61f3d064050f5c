/** What a metric means, and by which words it is told apart. */
interface MetricMeaning {
  readonly help: string;
  readonly labels: readonly string[];
}

const meaning = (help: string, ...labels: readonly string[]): MetricMeaning => ({ help, labels });

/** Counters; exposed as `latchkey_<name>_total`. */
export const COUNTED = {
  resolutions: meaning('Names resolved to credentials: `resolved`, `warned`, or the remedy of the refusal.', 'outcome'),
  authentication_failures: meaning('Requests without a right key, by reason.', 'reason'),
  renewals: meaning('Renewals of access tokens, by what caused them and how they ended.', 'trigger', 'outcome'),
  webhook_deliveries: meaning('Attempts to deliver an event to a webhook.', 'outcome'),
  run_interruptions: meaning(
    'Runs that were stopped and will be tried again: by the `database`, or `unforeseen`.',
    'cause',
  ),
  audit_entries_lost: meaning('Audit entries dropped because the database was away for too long.'),
} as const satisfies Record<string, MetricMeaning>;
export type Counted = keyof typeof COUNTED;

/** Histograms of seconds; exposed as `latchkey_<name>`. */
export const TIMED = {
  renewal_seconds: meaning('How long a renewal takes, vendor and storage together.', 'outcome'),
} as const satisfies Record<string, MetricMeaning>;
export type Timed = keyof typeof TIMED;

/** Gauges, read when somebody scrapes; exposed as `latchkey_<name>`. */
export const MEASURED = {
  spool_entries: meaning('Vendors’ answers that wait on disk for the database.'),
  breakers_open: meaning('Token endpoints that are left alone for a while.'),
  due_tokens: meaning('Access tokens whose renewal is due and has not begun.'),
  renewals_under_way: meaning('Renewals that this process works on.'),
  audit_entries_waiting: meaning('Audit entries that are not written yet.'),
  event_streams_open: meaning('Clients that listen to events.'),
} as const satisfies Record<string, MetricMeaning>;
export type Measured = keyof typeof MEASURED;
