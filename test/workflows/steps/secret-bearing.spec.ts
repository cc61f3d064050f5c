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

describe('the output of a step', () => {
  it.each([
    ['in a body', Buffer.from('you sent sl.canary-value-1234, thanks')],
    ['deep in a value', { list: [{ echo: 'Bearer sl.canary-value-1234' }] }],
    ['as the name of a member', { 'sl.canary-value-1234': 1 }],
    ['in Base64', { dump: Buffer.from('sl.canary-value-1234').toString('base64') }],
    ['in Base64 behind something else', { dump: Buffer.from('Bearer sl.canary-value-1234, ').toString('base64url') }],
    ['in Base64 behind one character more', { dump: Buffer.from(' Bearer sl.canary-value-1234').toString('base64') }],
  ])('is refused when it repeats the credential %s', (_where, output) => {
    const refusal = expect.objectContaining({
      code: 'step-output-secret',
      message: expect.not.stringContaining('canary'),
    });
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

  it.each([[Buffer.from('Bearer tokens are fine to talk about')], [{ a: 1 }], [null], [undefined]])(
    'is kept when it does not: %s',
    (output) => {
      expect(() => refuseSecrets(output, credential)).not.toThrow();
    },
  );
});
