/** The step that a wait belongs to, as the list of steps names it: without attempt and reason. */
export function stepOf(waitName: string): string {
  return waitName.replace(/(?:!\d+)?\/(?:decision|mended|delay|event\d+)$/, '');
}
