import { describe, expect, it } from '@jest/globals';
import { jsonWithoutSecrets } from '../../../src/workflows/runs/journal/inputs/hidden-values.js';

const CANARY = 'canary-0815';

describe('the input of a step, as a journal keeps it', () => {
  it.each([
    ['a member', { link_password: CANARY }],
    ['a member deep inside', { a: [{ b: { clientSecret: CANARY } }] }],
    ['a member with an object', { credentials: { user: 'ada', word: CANARY } }],
    ['a number', { accessToken: 815, pin: { password: 4711 } }],
    ['a header', { headers: { 'Ocp-Apim-Subscription-Key': CANARY, 'X-Auth-Token': CANARY, Cookie: CANARY } }],
    ['a parameter of an address', { url: `https://a.example/x?page=2&sig=${CANARY}#top` }],
    ['the first parameter of an address', { url: `/x?api-key=${CANARY}` }],
    ['the key of an address', { url: `https://a.example/x?key=${CANARY}&code=${CANARY}` }],
    ['the user of an address', { url: `https://ada:${CANARY}@a.example/x` }],
    ['a form', { body: `grant_type=password&client_secret=${CANARY}&x=1` }],
    ['JSON as text', { body: JSON.stringify({ a: 1, refresh_token: `${CANARY}"quoted"` }) }],
    ['XML as text', { body: `<soap:Body><wsse:Password Type="text">${CANARY}</wsse:Password></soap:Body>` }],
    ['a signed address in a list', [`https://store.example/f?X-Amz-Signature=${CANARY}`]],
  ])('holds no secret of %s', (_where, value) => {
    const text = jsonWithoutSecrets(value);
    expect(text).not.toMatch(/canary|815|4711/);
    expect(text).toContain('[hidden]');
    expect(() => JSON.parse(text)).not.toThrow();
  });

  it.each([
    [{ pageToken: 'p2', nextPageToken: 'p3', key: 'ABC-1', code: 'DE', author: 'ada', monkey: 'see' }],
    [{ url: 'https://a.example/x?page=2&sort=key', text: 'Your password: see below. 3=4?' }],
    [{ require_password: true, secret: null, tokens: 5, signatures: ['ada'] }],
    [{ mail: 'ada@example.com', body: '<Subject>secret garden</Subject>' }],
    [null],
    ['plain'],
    [{ path: '/tokens/7' }],
  ])('stays as it is where nothing is named so: %j', (value) => {
    expect(jsonWithoutSecrets(value)).toBe(JSON.stringify(value));
  });

  it('is read in time that grows with its length only', () => {
    const texts = ['//'.repeat(100_000), '"a":"'.repeat(50_000), '<a '.repeat(80_000), '?a'.repeat(100_000)];
    for (const text of texts) expect(jsonWithoutSecrets({ password: 1, text })).toContain('[hidden]');
  });
});
