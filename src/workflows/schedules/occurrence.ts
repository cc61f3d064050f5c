/** What a schedule starts a run for: a name that no second run has. */
export function occurrenceName(scheduleId: string, what: Date | number): string {
  return `${scheduleId} ${what instanceof Date ? what.toISOString() : what}`;
}

/** The time in the name of an occurrence by the clock. */
export function dueTime(occurrence: string): Date {
  return new Date(occurrence.slice(occurrence.indexOf(' ') + 1));
}
