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
  ])('is refused when it repeats the credential %s', (_where, output) => {
    const refusal = expect.objectContaining({
      code: 'step-output-secret',
      message: expect.not.stringContaining('canary'),
    });
    expect(() => refuseSecrets(output, credential)).toThrow(refusal);
  });

  it.each([[Buffer.from('Bearer tokens are fine to talk about')], [{ a: 1 }], [null], [undefined]])(
    'is kept when it does not: %s',
    (output) => {
      expect(() => refuseSecrets(output, credential)).not.toThrow();
    },
  );
});
