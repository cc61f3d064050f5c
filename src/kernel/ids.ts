import { TypeID, typeidUnboxed } from 'typeid-js';

/** What an id names; the prefix stays readable in logs and addresses. */
export const ID_PREFIXES = {
  tenant: 'ten',
  app: 'app',
  key: 'key',
  user: 'usr',
  session: 'ses',
  link: 'lnk',
  token: 'tok',
  draft: 'drf',
  consent: 'con',
  attempt: 'att',
  process: 'prc',
  schedule: 'sch',
  run: 'run',
  event: 'evt',
  rotation: 'rot',
  alert: 'alr',
  webhook: 'whk',
  delivery: 'dlv',
  replica: 'rep',
  ownConnector: 'own',
  lookup: 'lku',
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

/** A new id: prefix, underscore, and a UUIDv7 in base 32, so that ids sort by the time they were made. */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIXES[kind]);
}

/** Whether the text has the form of an id of that kind; says nothing of whether it exists. */
export function isId(kind: IdKind, text: string): boolean {
  // The form is read by an error that is thrown and caught: too much for what the first letters say.
  if (!text.startsWith(`${ID_PREFIXES[kind]}_`)) return false;
  try {
    TypeID.fromString(text, ID_PREFIXES[kind]);
    return true;
  } catch {
    return false;
  }
}
