import { describe, expect, it } from '@jest/globals';
import oauthSign from 'oauth-sign';
import { OAuth1Signer, type OAuthParameters } from '../../../src/connectors/schemes/oauth1-signature.js';

const REQUESTS = 10_000;
/** What encoders, sorters and parsers trip over. */
const PIECES = [
  ...['a', 'B', 'z', '0', '9', '10', '=', '==', '&', '+', ' ', '%', '%20', '?', '#', '/', ':', ';', ',', '@', '$'],
  ...["'", '"', '!', '(', ')', '*', '~', '.', '-', '_', '[', ']', '{', '}', '|', '\\', '^', '`', '<', '>', '\t', '\n'],
  ...['é', 'e\u0301', 'ß', 'İ', '漢', 'кошка', '😀', '\u202e', '\u0000', '\uffff', 'constructor', 'toString'],
];
const HOSTS = [
  'a.test',
  'API.Vendor.Test',
  'UPPER.EXAMPLE',
  'x--y.vendor.test',
  '1234567-SB1.suitetalk.API.netsuite.com',
];
const PORTS = ['', ':80', ':443', ':8443', ':1'];

type Pair = readonly [name: string, value: string];

/** Random, and the same in every run. */
class Dice {
  #state = 20_261_122;

  below(limit: number): number {
    this.#state = (this.#state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((this.#state / 2 ** 32) * limit);
  }

  of<T>(choices: readonly T[], fallback: T): T {
    return choices[this.below(choices.length)] ?? fallback;
  }

  text(most: number): string {
    return Array.from({ length: this.below(most + 1) }, () => this.of(PIECES, '')).join('');
  }

  /** Names come back often, and values are often empty. */
  pairs(): readonly Pair[] {
    const names = Array.from({ length: 3 }, () => this.text(3));
    return Array.from({ length: this.below(7) }, () => [this.of(names, ''), this.text(4)] as const);
  }
}

describe('OAuth 1.0a signatures', () => {
  it(`agree with a second library on ${REQUESTS} generated requests`, () => {
    const dice = new Dice();
    const different: object[] = [];
    for (let number = 0; number < REQUESTS; number += 1) {
      const request = generated(dice);
      const { ours, theirs } = signedTwice(request, number % 2 === 0 ? 'HMAC-SHA256' : 'HMAC-SHA1');
      if (ours !== theirs) different.push({ number, ...request });
    }
    expect(different).toEqual([]);
  });
});

interface Generated {
  readonly method: string;
  readonly scheme: string;
  readonly host: string;
  readonly port: string;
  readonly path: string;
  readonly query: readonly Pair[];
  readonly writtenQuery: string;
  readonly form: readonly Pair[];
  readonly consumerSecret: string;
  readonly tokenSecret: string;
}

function generated(dice: Dice): Generated {
  const query = dice.pairs();
  return {
    method: dice.of(['GET', 'post', 'PUT', 'Patch', 'DELETE'], 'GET'),
    scheme: dice.of(['https', 'HTTPS', 'http'], 'https'),
    host: dice.of(HOSTS, 'a.test'),
    port: dice.of(PORTS, ''),
    path: `/${Array.from({ length: dice.below(4) }, () => encodeURIComponent(dice.text(3)).replace(/^\.+$/, '')).join('/')}`,
    query,
    writtenQuery: query.map((pair) => written(pair, dice)).join('&'),
    form: dice.pairs(),
    consumerSecret: dice.text(8),
    tokenSecret: dice.text(8),
  };
}

/** As clients write it: with + or %20 for a space, with or without an equals sign for nothing, with raw equals signs. */
function written([name, value]: Pair, dice: Dice): string {
  const encode = dice.below(2) === 0 ? encodeURIComponent : formEncode;
  if (value === '' && name !== '' && dice.below(2) === 0) return encode(name);
  const encoded = encode(value);
  return `${encode(name)}=${dice.below(3) === 0 ? encoded.replaceAll('%3D', '=') : encoded}`;
}

function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function signedTwice(request: Generated, algorithm: 'HMAC-SHA256' | 'HMAC-SHA1') {
  const { method, scheme, host, port, path, query, writtenQuery, form, consumerSecret, tokenSecret } = request;
  const url = `${scheme}://${host}${port}${path}${writtenQuery === '' ? '' : `?${writtenQuery}`}`;
  const parameters: OAuthParameters = {
    oauth_consumer_key: 'key',
    oauth_token: 'token',
    oauth_signature_method: algorithm,
    oauth_timestamp: '1508242306',
    oauth_nonce: 'fjaLirsIcCGVZWzBX0pg',
    oauth_version: '1.0',
  };
  const body = new URLSearchParams(form.map(([name, value]): [string, string] => [name, value])).toString();
  const keys = { algorithm, consumerSecret, tokenSecret };
  const ours = new OAuth1Signer(keys).signatureOf({ method, url, form: body }, parameters);
  const usual = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  const base = `${scheme}://${host}${port === usual ? '' : port}`.toLowerCase() + path;
  const theirs = (algorithm === 'HMAC-SHA256' ? oauthSign.hmacsign256 : oauthSign.hmacsign)(
    method,
    base,
    grouped([...Object.entries(parameters), ...query, ...form]),
    consumerSecret,
    tokenSecret,
  );
  return { ours, theirs };
}

function grouped(pairs: readonly Pair[]): Readonly<Record<string, readonly string[]>> {
  const groups: Record<string, string[]> = Object.create(null);
  for (const [name, value] of pairs) groups[name] = [...(groups[name] ?? []), value];
  return groups;
}
