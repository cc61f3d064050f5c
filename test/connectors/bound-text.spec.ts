import { describe, expect, it } from '@jest/globals';
import {
  type BindLanguage,
  type BoundValue,
  bindInto,
  bindRefusal,
  bindsType,
  namesIn,
} from '../../src/connectors/contract/bound-text.js';

const bound = (language: BindLanguage, text: string, values: Readonly<Record<string, BoundValue>>): string =>
  bindInto(language, text, new Map(Object.entries(values)));
const text = (value: string): BoundValue => ({ type: 'text', value });

type Case = [language: BindLanguage, template: string, value: BoundValue, expected: string];

describe('A value in a text', () => {
  it.each<Case>([
    ['soql', 'WHERE Name = :it', text("O'Brien"), "WHERE Name = 'O\\'Brien'"],
    ['soql', 'WHERE Name = :it', text("\\' OR Name != '"), "WHERE Name = '\\\\\\' OR Name != \\''"],
    ['soql', 'WHERE Name LIKE :it%', text('10%_a'), "WHERE Name LIKE '10\\%\\_a%'"],
    ['soql', 'WHERE Name LIKE %:it%', text("a'b"), "WHERE Name LIKE '%a\\'b%'"],
    ['soql', 'WHERE Id IN :it', { type: 'texts', value: ['a', "b'"] }, "WHERE Id IN ('a', 'b\\'')"],
    ['soql', 'WHERE Day__c > :it', { type: 'date', value: '2026-11-30' }, 'WHERE Day__c > 2026-11-30'],
    ['soql', 'WHERE Open__c = :it', { type: 'boolean', value: true }, 'WHERE Open__c = true'],
    ['suiteql', 'WHERE companyname = :it', text("O'Brien\\"), "WHERE companyname = 'O''Brien\\'"],
    ['suiteql', 'WHERE isinactive = :it', { type: 'boolean', value: false }, "WHERE isinactive = 'F'"],
    ['suiteql', 'WHERE name LIKE :it%', text("d'A"), "WHERE name LIKE 'd''A%'"],
    [
      'suiteql',
      'WHERE d > :it',
      { type: 'date', value: '2026-11-30' },
      "WHERE d > TO_DATE('2026-11-30', 'YYYY-MM-DD')",
    ],
    ['odata', 'fields/Status eq :it', text("It's"), "fields/Status eq 'It''s'"],
    ['drive', 'name contains :it', text("It's"), "name contains 'It\\'s'"],
    ['path', '/customers/:it/orders', text('a/../b?c'), '/customers/a%2F..%2Fb%3Fc/orders'],
    ['path', '/find?q=:it', text('a&b=c'), '/find?q=a%26b%3Dc'],
    ['soql', 'LIMIT :it', { type: 'number', value: 5 }, 'LIMIT 5'],
  ])('of %s is one literal in %s', (...[language, template, value, expected]) => {
    expect(bound(language, template, { it: value })).toBe(expected);
  });

  it.each<[BindLanguage, string]>([
    ['soql', "WHERE Note = ':it' AND At > 2026-01-01T10:00:00Z"],
    ['soql', "WHERE Note = 'it\\'s :it'"],
    ['suiteql', `SELECT ":it" FROM a -- what's :it\nWHERE b = 'it''s :it' /* :it`],
    ['path', '/v1/jobs/7:it'],
    ['path', 'https://api.example:8443/x'],
  ])('of %s is looked for neither in quotes nor in comments: %s', (language, template) => {
    expect(namesIn(language, template)).toEqual({ names: [], isBroken: false });
    expect(bound(language, template, { it: text('x') })).toBe(template);
  });

  it('is told where a quote never ends, because nobody knows then what is a name', () => {
    expect(namesIn('soql', "WHERE Name = 'open AND Id = :it").isBroken).toBe(true);
    expect(namesIn('suiteql', "WHERE a = 'it''s").isBroken).toBe(true);
  });

  it('brings no names of its own: what is put in is not read again', () => {
    const values = { first: text(':second'), second: text('never') };
    expect(bound('soql', 'WHERE A = :first AND B = :second', values)).toBe("WHERE A = ':second' AND B = 'never'");
  });

  it.each<[BindLanguage, BoundValue]>([
    ['soql', text('a\nb')],
    ['suiteql', text('a\u0000')],
    ['path', text('..')],
    ['path', text('')],
    ['soql', { type: 'texts', value: [] }],
  ])('of %s is refused when no literal can hold it', (language, value) => {
    expect(bindRefusal(language, value)).toEqual(expect.any(String));
  });

  it('is a list only where the language knows lists', () => {
    expect((['soql', 'suiteql', 'odata', 'drive', 'path'] as const).filter((one) => bindsType(one, 'texts'))).toEqual([
      'soql',
      'suiteql',
      'odata',
    ]);
  });

  it('is found at once in a long text of open quotes and comments', () => {
    const long = `${"'".repeat(10_001)}${'/*'.repeat(5_000)}${'"'.repeat(9_999)}`;
    for (const language of ['soql', 'suiteql', 'odata', 'path'] as const) namesIn(language, long);
    expect(namesIn('suiteql', `${'/*x '.repeat(5_000)} :it`).names).toEqual([]);
  });
});
