import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { FORECAST_KINDS } from '../../../../src/modules/tokens/outlook/forecast-entry.js';
import { nextStepOf } from '../../../../src/modules/tokens/states/next-steps.js';
import { SHOWN_STATES, type ShownState } from '../../../../src/modules/tokens/token-state.js';

const page = readFileSync(new URL('../../../../docs/states.md', import.meta.url), 'utf8');
const REASON = { code: 'token-refused', message: 'It was refused.', remedy: 'wait' } as const;

/** The rows of the table with this heading, cell by cell. */
function rowsUnder(heading: string): string[][] {
  const table = page.slice(page.indexOf(`| ${heading} |`)).split('\n\n', 1)[0] ?? '';
  const rows = table.split('\n').slice(2);
  return rows.map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')));
}

describe('The page on states', () => {
  it('has every state once', () => {
    const states = rowsUnder('State').map(([, state = '']) => state);
    expect([...states].sort()).toEqual([...SHOWN_STATES].sort());
  });

  it('names the request that mends each, as the API does', () => {
    for (const [, state = '', , mending = ''] of rowsUnder('State')) {
      const step = nextStepOf(state as ShownState, 'tok_1', REASON)?.mending;
      const request = step ? `${step.method} ${step.path.replace('/v1/access-tokens/tok_1/', '')}` : 'nothing';
      expect(mending).toBe(state === 'connected' ? `nothing, or ${request}` : request);
    }
  });

  it('has every kind of forecast once', () => {
    const kinds = rowsUnder('Kind').map(([, kind = '']) => kind);
    expect(kinds).toEqual([...FORECAST_KINDS]);
  });
});
