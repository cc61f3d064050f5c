import type { Remedy } from '../api/problem.js';

/** How a page tells a problem: a heading by who must act next, and the label of what a person can press. */
export const problemTexts = {
  headings: {
    'fix-request': 'That did not work',
    reconnect: 'A person has to consent again',
    configure: 'Key, secret or settings need a correction',
    wait: 'Not now',
    'in-doubt': 'An answer of the vendor was lost',
    ours: 'A fault of ours',
  } satisfies Record<Remedy, string>,
  tryAgain: 'Try again',
  reload: 'Reload the page',
  signIn: 'Sign in',
  signedOut: 'Your session has ended. What is typed on this page is still there.',
  retryIn: (seconds: number) => `Try again in ${seconds} s.`,
  reference: (id: string) => `Reference for a report: ${id}`,
  also: 'Also:',
  place: (line: number) => `line ${line}`,
  more: (count: number) => `${count} more`,
  dismiss: 'Dismiss',
} as const;
