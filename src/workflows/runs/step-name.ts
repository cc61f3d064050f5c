/** The step that a wait belongs to, as the list of steps names it: without attempt and reason. */
export function stepOf(waitName: string): string {
  return waitName.replace(/(?:!\d+)?\/(?:decision|mended|delay|ended|event\d+)$/, '');
}

/** The name under which every attempt of a step goes. */
export function withoutAttempt(recordName: string): string {
  return recordName.replace(/!\d+$/, '');
}
