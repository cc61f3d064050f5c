import { type ApiReply, judgeApiAnswer } from '../../../src/connectors/calls/judge-api-answer.js';
import type { ApiErrorFacts, ApiVerdict } from '../../../src/connectors/contract/api-errors.js';
import { messageForPeople } from '../../../src/connectors/wire/vendor-words.js';

const NONE: ApiErrorFacts = { codeAt: [] };
/** A method by bearer token beside NetSuite's signed requests, whose 401 says nothing of a spent token. */
const NETSUITE: ApiErrorFacts = {
  codeAt: [['o:errorDetails', 0, 'o:errorCode']],
  statusJudgements: { 401: 'configure' },
};
const GOOGLE: ApiErrorFacts = {
  codeAt: [
    ['error', 'errors', 0, 'reason'],
    ['error', 'status'],
  ],
  judgements: { userRateLimitExceeded: 'wait', rateLimitExceeded: 'wait', authError: 'expired' },
};
const MICROSOFT: ApiErrorFacts = {
  codeAt: [['error', 'code']],
  judgements: { InvalidAuthenticationToken: 'expired', activityLimitReached: 'wait' },
};

const bearer = (rest: string): Partial<ApiReply> => ({ headers: { 'www-authenticate': `Bearer ${rest}` } });
const body = (value: unknown): Partial<ApiReply> => ({ body: JSON.stringify(value) });

describe('An answer of a vendor’s API', () => {
  it.each<[string, ApiErrorFacts, number, Partial<ApiReply>, ApiVerdict]>([
    ['a 401 without a word', NONE, 401, {}, 'expired'],
    ['a 403 without a word', NONE, 403, {}, 'configure'],
    ['a 429', NONE, 429, {}, 'wait'],
    ['a 503', NONE, 503, {}, 'wait'],
    ['NetSuite, signed', NETSUITE, 401, body({ 'o:errorDetails': [{ 'o:errorCode': 'INVALID_LOGIN' }] }), 'configure'],
    [
      'NetSuite, bearer',
      NETSUITE,
      401,
      bearer('realm="1234567", error="invalid_token", error_description="Invalid login attempt."'),
      'expired',
    ],
    [
      'Google',
      GOOGLE,
      401,
      body({ error: { status: 'UNAUTHENTICATED', errors: [{ reason: 'authError' }] } }),
      'expired',
    ],
    ['Google without a status', GOOGLE, 401, body({ error: { code: 401, message: 'Invalid Credentials' } }), 'expired'],
    ['Google, throttling by 403', GOOGLE, 403, body({ error: { errors: [{ reason: 'rateLimitExceeded' }] } }), 'wait'],
    [
      'Google, no right',
      GOOGLE,
      403,
      body({ error: { errors: [{ reason: 'insufficientPermissions' }] } }),
      'configure',
    ],
    ['Microsoft', MICROSOFT, 401, body({ error: { code: 'InvalidAuthenticationToken' } }), 'expired'],
    [
      'Microsoft, claims wanted',
      MICROSOFT,
      401,
      {
        ...body({ error: { code: 'InvalidAuthenticationToken' } }),
        ...bearer('error="insufficient_claims", claims="e30="'),
      },
      'reconnect',
    ],
    ['too little consent', NONE, 403, bearer('error="insufficient_scope", scope="files.read"'), 'reconnect'],
    ['another scheme’s challenge', NETSUITE, 401, { headers: { 'www-authenticate': 'Basic realm="x"' } }, 'configure'],
  ])('is judged by the vendor’s facts: %s', (...[_what, facts, status, reply, verdict]) => {
    expect(judgeApiAnswer({ status, headers: {}, body: '', ...reply }, facts).verdict).toBe(verdict);
  });

  it.each([
    ['x-request-id', 'abc-1'],
    ['request-id', '7f0e2c39-1d9a-4c6e-9d8e-2b9d0c7e6f51'],
    ['x-dropbox-request-id', '1a2b'],
  ])('keeps what the vendor’s support asks for: %s', (header, id) => {
    const reply = { status: 500, headers: { [header]: id }, body: '' };
    expect(judgeApiAnswer(reply, undefined).vendorRequestId).toBe(id);
  });

  it('keeps no request id that is more than an id', () => {
    const reply = { status: 500, headers: { 'x-request-id': 'a"b<c>' }, body: '' };
    expect(judgeApiAnswer(reply, undefined)).not.toHaveProperty('vendorRequestId');
  });
});

describe('The words of a vendor', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['as they are', 'No such object: Contact', 'No such object: Contact'],
    ['in one line', ' two\n\t lines\u0000 ', 'two lines'],
    ['not at all with a secret', 'token super-secret-value is bad', undefined],
    ['not at all with an encoded secret', 'token super%2Dsecret%2Dvalue is bad', undefined],
    ['without what looks like a key', `bad key ${'aB3-'.repeat(12)} here`, 'bad key … here'],
    ['with an id', 'see 7f0e2c39-1d9a-4c6e-9d8e-2b9d0c7e6f51', 'see 7f0e2c39-1d9a-4c6e-9d8e-2b9d0c7e6f51'],
    ['cut', 'word '.repeat(200), `${'word '.repeat(200).slice(0, 299)}…`],
    ['not at all when there are none', '  ', undefined],
    ['not at all when they are absent', undefined, undefined],
  ])('are shown %s', (_how, said, shown) => {
    expect(messageForPeople(said, ['super-secret-value', 'Bearer'])).toBe(shown);
  });
});
