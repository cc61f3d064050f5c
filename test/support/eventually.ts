/** Far longer than anything takes that is waited for, also where two cores are shared with other suites. */
const PATIENCE_MS = 60_000;

/** Asks again until the answer is truthy; fails with the last answer after the deadline. */
export async function eventually<T>(ask: () => Promise<T> | T, deadlineMs = PATIENCE_MS): Promise<NonNullable<T>> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`Did not happen within ${deadlineMs} ms; the last answer was ${answer}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
