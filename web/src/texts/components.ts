/** What the parts that many pages use say. */
export const componentTexts = {
  copy: (what: string) => `Copy ${what}`,
  copied: 'Copied',
  cancel: 'Cancel',
  close: 'Close',
  editor: { line: (line: number) => `Line ${line}`, whole: 'Whole' },
  inNewTab: '(in a new tab)',
} as const;
