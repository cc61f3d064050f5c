import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { checkSafe } from '../../../../src/modules/api/requests/request-safety.js';
import { failureOf } from '../../../support/failure-of.js';

const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

describe('A request', () => {
  it.each([
    ['NUL in a text', { a: { b: ['x', 'y\0'] } }, 'body.a.b.1'],
    ['NUL in a name', { a: { 'b\0': 1 } }, 'body.a'],
    ['a lone surrogate', { a: '\ud800x' }, 'body.a'],
    ['a lone low surrogate', ['\udc00'], 'body.0'],
    ['surrogates in the wrong order', '\udc00\ud800', 'body'],
  ])('with %s is refused, and the place is named', async (_what, body, field) => {
    const failure = await failureOf(() => checkSafe('body', body));
    expect(failure).toMatchObject({ status: 400, code: 'invalid-request', facts: { errors: [{ field }] } });
  });

  it.each([[1_000], [100_000]])('that is nested %i deep is refused without running out of stack', async (depth) => {
    expect(await failureOf(() => checkSafe('body', nested(depth)))).toMatchObject({ status: 400 });
  });

  it.each([
    ['in one list', Array(500_000).fill(1)],
    ['in many lists', Array(2_000).fill(Array(200).fill('x'))],
    ['in one object', Object.fromEntries(Array.from({ length: 200_000 }, (_, index) => [`m${index}`, 0]))],
  ])('with values without number, %s, is refused', async (_what, body) => {
    expect(await failureOf(() => checkSafe('body', body))).toMatchObject({ status: 400, code: 'invalid-request' });
  });

  it.each([
    ['ordinary', { a: 'b', c: [1, null, true, { d: 'é' }] }],
    ['with an emoji', { a: '😀' }],
    ['nested as deep as any real one', nested(40)],
    ['with a stream for a body', Readable.from(['\0'])],
    ['with bytes for a body', Buffer.from('\0')],
    ['as long as any real one', Array(90_000).fill({})],
    ['without a body', undefined],
  ])('that is %s passes', (_what, body) => {
    expect(() => checkSafe('body', body)).not.toThrow();
  });
});
