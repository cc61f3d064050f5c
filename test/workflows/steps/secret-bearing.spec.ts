import { describe, expect, it } from '@jest/globals';
import type { Credential } from '../../../src/connectors/contract/credential.js';
import { Secret } from '../../../src/kernel/secret.js';
import { refuseSecrets } from '../../../src/workflows/steps/secret-bearing.js';

const credential: Credential = {
  kind: 'headers',
  connector: 'dropbox',
  baseUrl: 'https://api.dropboxapi.com',
  hosts: ['api.dropboxapi.com'],
  headers: { authorization: new Secret('Bearer sl.canary-value-1234') },
};

const refusal = expect.objectContaining({
  code: 'step-output-secret',
  message: expect.not.stringContaining('canary'),
});

describe('the output of a step', () => {
  it.each([
    ['in a body', Buffer.from('you sent sl.canary-value-1234, thanks')],
    ['deep in a value', { list: [{ echo: 'Bearer sl.canary-value-1234' }] }],
    ['as the name of a member', { 'sl.canary-value-1234': 1 }],
    ['in Base64', { dump: Buffer.from('sl.canary-value-1234').toString('base64') }],
    ['in Base64 behind something else', { dump: Buffer.from('Bearer sl.canary-value-1234, ').toString('base64url') }],
    ['in Base64 behind one character more', { dump: Buffer.from(' Bearer sl.canary-value-1234').toString('base64') }],
  ])('is refused when it repeats the credential %s', (_where, output) => {
    expect(() => refuseSecrets(output, credential)).toThrow(refusal);
  });

  it.each([
    ['in an address', { next: `https://x.example/?t=${encodeURIComponent('canary+va/lue"12==')}` }],
    ['in an address in small letters', { next: 'https://x.example/?t=canary%2bva%2flue%2212%3d%3d' }],
    ['with its quotation marks', { echo: 'canary+va/lue"12==' }],
  ])('is refused when it repeats one that has to be quoted, %s', (_where, output) => {
    const quoted = { ...credential, headers: { 'x-api-key': new Secret('canary+va/lue"12==') } };
    expect(() => refuseSecrets(output, quoted)).toThrow(expect.objectContaining({ code: 'step-output-secret' }));
  });

  it('is refused when it repeats the password that Basic carries', () => {
    const authorization = new Secret(`Basic ${Buffer.from('ada:canary pass:word').toString('base64')}`);
    expect(() => refuseSecrets({ you: 'canary pass:word' }, { ...credential, headers: { authorization } })).toThrow(
      expect.objectContaining({ code: 'step-output-secret' }),
    );
    expect(() => refuseSecrets({ you: 'ada' }, { ...credential, headers: { authorization } })).not.toThrow();
  });

  it.each([
    ['by PHP', Buffer.from('{"you":"canary+va\\/lue"}')],
    ['by .NET', Buffer.from('{"you":"canary\\u002Bva/lue"}')],
    ['in JSON in JSON', { log: JSON.stringify(JSON.stringify({ you: 'canary+va/lue' })).replaceAll('/', '\\/') }],
  ])('is refused when it repeats one that is quoted %s', (_how, output) => {
    const headers = { 'x-api-key': new Secret('canary+va/lue') };
    expect(() => refuseSecrets(output, { ...credential, headers })).toThrow(refusal);
  });

  it.each([
    ['as it is', Buffer.from('ada, your password is pässwörd "&" (1)!')],
    ['strictly in an address', { next: '/?p=p%C3%A4ssw%C3%B6rd%20%22%26%22%20%281%29%21' }],
    ['in a form', { sent: 'p=p%c3%a4ssw%c3%b6rd+%22%26%22+(1)!' }],
    ['in XML', Buffer.from('<you>pässwörd "&amp;" (1)!</you>')],
    ['in an attribute', { page: '<a b="pässwörd &quot;&amp;&quot; (1)!">' }],
    ['in JSON of ASCII alone', Buffer.from('{"you":"p\\u00e4ssw\\u00f6rd \\"&\\" (1)!"}')],
  ])('is refused when it repeats a password of many signs %s', (_where, output) => {
    const basic = Buffer.from('ada:pässwörd "&" (1)!').toString('base64');
    const headers = { authorization: new Secret(`Basic ${basic}`) };
    expect(() => refuseSecrets(output, { ...credential, headers })).toThrow(refusal);
  });

  it.each([
    ['a cookie', { cookie: 'sid=canary-value; lang=de' }],
    ['a header of several words', { 'x-key': 'my canary-value has a tail' }],
    ['a parameter behind the scheme', { authorization: 'Token token=canary-value' }],
    ['a quoted parameter', { authorization: 'Token token="canary-value", id=1' }],
  ])('is refused when it repeats what %s carries', (_where, sent) => {
    const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, new Secret(value)]));
    expect(() => refuseSecrets({ you: 'canary-value' }, { ...credential, headers })).toThrow(refusal);
  });

  it('is refused when it repeats the password that stands in a message', () => {
    const inMessages = new Secret('canary&value');
    const inside = { ...credential, kind: 'inside', headers: {}, inMessages } as const;
    expect(() => refuseSecrets({ you: '<Password>canary&#38;value</Password>' }, inside)).toThrow(refusal);
  });

  it.each([
    ['the name of a scheme', { authorization: 'Zoho-oauthtoken canary-value' }, { scheme: 'Zoho-oauthtoken' }],
    ['what was asked for', { accept: 'application/json' }, { 'content-type': 'application/json' }],
  ])('is kept when it has no more than %s', (_what, sent, output) => {
    const headers = Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, new Secret(value)]));
    expect(() => refuseSecrets(output, { ...credential, headers })).not.toThrow();
  });

  it.each([[Buffer.from('Bearer tokens are fine to talk about')], [{ a: 1 }], [null], [undefined]])(
    'is kept when it does not: %s',
    (output) => {
      expect(() => refuseSecrets(output, credential)).not.toThrow();
    },
  );
});
