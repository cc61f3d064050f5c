import { choice, hostLabel, secret, text } from '../../src/connectors/contract/fields.js';
import { parseFields } from '../../src/connectors/parse-fields.js';
import { Secret } from '../../src/kernel/secret.js';
import { failureOf } from '../support/failure-of.js';

const FIELDS = {
  domain: hostLabel('Domain', 'Setup', { when: { field: 'environment', is: ['own'] } }),
  environment: choice('Environment', 'Setup', { production: 'Production', own: 'Own domain' }),
  account: hostLabel('Account', 'Setup', { underscores: true }),
  key: text('Key', 'Setup', { maxLength: 10, pattern: { source: '[a-z]+', hint: 'has small letters only' } }),
  note: text('Note', 'Setup', { required: false }),
  hush: secret('Hush', 'Setup'),
  pem: secret('PEM', 'Setup', { required: false, multiline: true }),
};
const GOOD = { account: '1234567_SB1', key: ' abc ', hush: ' s3cret ', pem: '-----BEGIN-----\r\nabc\n-----END-----' };

describe('What was typed', () => {
  it('becomes trimmed values with defaults, in the order of the form, with secrets closed', () => {
    const values = parseFields(FIELDS, GOOD);
    expect(Object.keys(values)).toEqual(Object.keys(FIELDS));
    expect(values).toMatchObject({
      domain: '',
      environment: 'production',
      account: '1234567_SB1',
      key: 'abc',
      note: '',
    });
    expect(revealed(values.hush)).toBe('s3cret');
    expect(JSON.stringify(values)).not.toContain('s3cret');
  });

  it('is refused with every wrong field at once', async () => {
    const failure = await failureOf(() => parseFields(FIELDS, { key: 7, environment: 'moon', extra: 1, note: 'a\0b' }));
    expect(failure).toMatchObject({ code: 'fields-invalid', remedy: 'fix-request', status: 422 });
    expect(problemsOf(failure)).toEqual([
      'fields.extra unknown',
      'fields.environment option',
      'fields.account missing',
      'fields.key not-text',
      'fields.note characters',
      'fields.hush missing',
    ]);
  });

  it.each([
    ['a text that is too long', { key: 'a'.repeat(11) }, 'fields.key too-long'],
    ['a text against its pattern', { key: 'ABC' }, 'fields.key pattern'],
    ['a pattern met by one line of two', { key: 'abc\nDEF' }, 'fields.key characters'],
    ['a secret of two lines where one is meant', { hush: 'a\nb' }, 'fields.hush characters'],
    ['half of a character', { note: '\ud800' }, 'fields.note characters'],
    ['a dot in a host label', { account: 'evil.test' }, 'fields.account host-label'],
    ['a slash in a host label', { account: 'a/b' }, 'fields.account host-label'],
    ['a host label that ends with a hyphen', { account: 'a-' }, 'fields.account host-label'],
    ['a host label for other letters', { account: 'xn--80ak6aa92e' }, 'fields.account host-label'],
    ['an underscore where the vendor has none', { environment: 'own', domain: 'a_b' }, 'fields.domain host-label'],
    ['a field that a choice makes necessary', { environment: 'own' }, 'fields.domain missing'],
    ['a list', { note: ['a'] }, 'fields.note not-text'],
    ['a name of every object', { constructor: 'a' }, 'fields.constructor unknown'],
  ])('is refused for %s', async (_what, more, expected) => {
    expect(problemsOf(await failureOf(() => parseFields(FIELDS, { ...GOOD, ...more })))).toEqual([expected]);
  });

  it('is refused for the name of a prototype', async () => {
    const input: unknown = JSON.parse(`{"__proto__": "a", "account": "a", "key": "a", "hush": "a"}`);
    expect(problemsOf(await failureOf(() => parseFields(FIELDS, input)))).toEqual(['fields.__proto__ unknown']);
  });

  it.each([['a text'], [7], [null], [['a']]])('is refused when it is %j instead of an object', async (input) => {
    expect((await failureOf(() => parseFields(FIELDS, input))).code).toBe('fields-invalid');
  });

  it('never repeats a secret in a refusal', async () => {
    const failure = await failureOf(() => parseFields(FIELDS, { ...GOOD, hush: 'canary\nsecret', key: 'CANARY' }));
    expect(`${failure.message}${JSON.stringify(failure.facts)}`.toLowerCase()).not.toContain('canary');
  });

  it('may be incomplete in a draft, but not wrong', async () => {
    expect(Object.keys(parseFields(FIELDS, { key: 'abc' }, { complete: false }))).not.toContain('account');
    const failure = await failureOf(() => parseFields(FIELDS, { account: 'a.b' }, { complete: false }));
    expect(problemsOf(failure)).toEqual(['fields.account host-label']);
  });

  it('keeps stored values that were left out, and a stored secret that was left empty', () => {
    const kept = parseFields(FIELDS, { ...GOOD, note: 'old' });
    const values = parseFields(FIELDS, { hush: '', key: 'new' }, { kept });
    expect(revealed(values.hush)).toBe('s3cret');
    expect(values).toMatchObject({ account: '1234567_SB1', key: 'new', note: 'old' });
  });

  it('can be parsed again', () => {
    const values = parseFields(FIELDS, GOOD);
    const again = parseFields(FIELDS, values, { kept: values });
    expect(revealed(again.hush)).toBe('s3cret');
    expect(JSON.stringify(again)).toBe(JSON.stringify(values));
  });

  it('clears a stored text that was emptied', () => {
    const kept = parseFields(FIELDS, { ...GOOD, note: 'old' });
    expect(parseFields(FIELDS, { note: '' }, { kept }).note).toBe('');
  });

  it('ignores a field that its choice hides', () => {
    expect(parseFields(FIELDS, { ...GOOD, domain: 'acme' }).domain).toBe('');
    expect(parseFields(FIELDS, { ...GOOD, environment: 'own', domain: 'acme' }).domain).toBe('acme');
  });
});

function problemsOf(failure: { facts: object }): readonly string[] {
  const { problems } = failure.facts as { problems: { path: string; code: string }[] };
  return problems.map(({ path, code }) => `${path} ${code}`);
}

function revealed(value: string | Secret | undefined): string {
  return value instanceof Secret ? value.reveal('test') : '';
}
