import { randomBytes } from 'node:crypto';
import { textOf } from '../stage/call.js';
import { ControlRefusal } from '../stage/vendor.js';
import type { OAuthClient } from './grants.js';
import { ROTATIONS } from './rotation.js';

const PKCE: readonly OAuthClient['pkce'][] = ['required', 'optional'];

/** A client from the control door: `{id, secret, redirectUris, name?, scopes?, pkce?, rotation?, replaySeconds?}`; `secret: null` makes it public. */
export function parseClient(
  account: Record<string, unknown>,
  defaults: Pick<OAuthClient, 'scopes' | 'pkce' | 'rotation'>,
): OAuthClient {
  const id = textOf(account, 'id');
  if (!id) throw new ControlRefusal('A client needs an "id".');
  const redirectUris = textList(account.redirectUris);
  if (redirectUris === undefined || !redirectUris.every(isRedirectUri)) {
    throw new ControlRefusal('"redirectUris" must be a list of https addresses, or http ones of localhost.');
  }
  const secret = textOf(account, 'secret') ?? randomBytes(16).toString('hex');
  return {
    id,
    ...(account.secret === null ? {} : { secret }),
    name: textOf(account, 'name') ?? id,
    redirectUris,
    scopes: textList(account.scopes) ?? defaults.scopes,
    pkce: chosen(account, 'pkce', PKCE) ?? defaults.pkce,
    rotation: chosen(account, 'rotation', ROTATIONS) ?? defaults.rotation,
    ...replayOf(account),
  };
}

function replayOf({ replaySeconds }: Record<string, unknown>): Pick<OAuthClient, 'replaySeconds'> {
  if (replaySeconds === undefined) return {};
  if (typeof replaySeconds !== 'number') throw new ControlRefusal('"replaySeconds" must be a number.');
  return { replaySeconds };
}

/** One of a few words; absent is fine, something else is refused. */
function chosen<T extends string>(
  account: Record<string, unknown>,
  member: string,
  words: readonly T[],
): T | undefined {
  const word = words.find((candidate) => candidate === account[member]);
  if (account[member] === undefined || word !== undefined) return word;
  throw new ControlRefusal(`"${member}" is one of ${words.join(', ')}.`);
}

function textList(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((item): item is string => typeof item === 'string') ? value : undefined;
}

function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));
}
