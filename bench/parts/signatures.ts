import { RequestSigner } from '../../src/connectors/schemes/request-signer.js';
import { SystemClock } from '../../src/kernel/clock.js';
import { Secret } from '../../src/kernel/secret.js';
import { bareHeader } from '../baselines/bare-signer.js';

const ROUNDS = 5;
const ROUND_MS = 1_000;
const URL_TO_SIGN = 'https://1234567.suitetalk.api.netsuite.com/services/rest/record/v1/customer?limit=100&offset=200';
const KEYS = {
  consumerKey: 'ef40afdd8abaac111b13825dd5e5e2ddddb44f86d5a0dd6dcf38c20aae6b67e4',
  consumerSecret: 'd26ad321a4b2f23b0741c8d38392ce01c3e23e109df6c96eac6d099e9ab9e8b5',
  token: '2b0ce516420110bcbd36b69e99196d1b7f6de3c6234c5afb799b73d87569f5cc',
  tokenSecret: 'c29a677df7d5439a458c063654187e3d678d73aca8e3c9d8bea1478a3eb0d295',
};

/** OAuth 1.0a headers per second in one process: the product's signer beside a hand-written one. */
export async function signatures(): Promise<void> {
  const consumer = { key: KEYS.consumerKey, secret: new Secret(KEYS.consumerSecret) };
  const signing = {
    facts: { algorithm: 'HMAC-SHA256', realm: () => '1234567', consumer: () => consumer },
    values: {},
    token: { id: KEYS.token, secret: new Secret(KEYS.tokenSecret) },
  } as const;
  // As the product does: one for all requests of a token.
  const signer = new RequestSigner(signing, new SystemClock());
  const signers = {
    'hand-written HMAC-SHA256': () => bareHeader('GET', URL_TO_SIGN, KEYS),
    'oauth-1.0a, as the product signs': () => signer.headerOf({ method: 'GET', url: URL_TO_SIGN }),
  };
  process.stdout.write(`\nOAuth 1.0a signatures, the median of ${ROUNDS} rounds\n`);
  const medians = Object.entries(signers).map(([name, sign]) => [name, medianOf(sign)] as const);
  const [, floor = 1] = medians[0] ?? [];
  for (const [name, median] of medians) {
    const share = Math.round((median / floor) * 100);
    process.stdout.write(`  ${name.padEnd(34)}${Math.round(median).toLocaleString('en')} a second (${share} %)\n`);
  }
}

function medianOf(sign: () => unknown): number {
  perSecond(sign);
  const rounds = Array.from({ length: ROUNDS }, () => perSecond(sign)).sort((one, other) => one - other);
  return rounds[Math.floor(ROUNDS / 2)] ?? 0;
}

function perSecond(sign: () => unknown): number {
  const begun = performance.now();
  let signed = 0;
  while (performance.now() - begun < ROUND_MS) {
    for (let each = 0; each < 100; each += 1) sign();
    signed += 100;
  }
  return (signed / (performance.now() - begun)) * 1_000;
}
