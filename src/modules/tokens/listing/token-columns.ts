import type { SelectQueryBuilder } from 'typeorm';
import type { AccessToken } from '../access-token.entity.js';

/** By what the list can be sorted, as requests say it. */
export const TOKEN_SORTS = [
  'name',
  'connector',
  'environment',
  'state',
  'needsPersonAt',
  'expiresAt',
  'lastUsedAt',
  'changedAt',
  'createdAt',
] as const;
export type TokenSort = (typeof TOKEN_SORTS)[number];

/** Which of the vendor's environments a token is for: a field that many connectors have, always under this key. */
export const ENVIRONMENT_FIELD = 'environment';

/** What needs somebody most comes first; a token that was switched off needs nobody. */
const STATE_RANK = `CASE WHEN token.disabledAt IS NOT NULL THEN '6' ELSE CASE token.state
  WHEN 'needs-reconnect' THEN '1' WHEN 'needs-configuration' THEN '2' WHEN 'in-doubt' THEN '3'
  WHEN 'unreachable' THEN '4' ELSE '5' END END`;

/** Later than any instant: what never happens comes last, whichever way the list is sorted. */
const NEVER = { ascending: '9999-12-31T23:59:59.999Z', descending: '' } as const;
export type Direction = keyof typeof NEVER;

/** The environment in SQL; null where the token has none. */
export function environmentOf({ connection }: SelectQueryBuilder<AccessToken>): string {
  return connection.options.type === 'postgres'
    ? `(CAST(token.plainFields AS json) ->> '${ENVIRONMENT_FIELD}')`
    : `json_extract(token.plainFields, '$.${ENVIRONMENT_FIELD}')`;
}

/** What the list is sorted by, as text and never null; `last` is the row of the token's last use. */
export function sortColumn(query: SelectQueryBuilder<AccessToken>, sort: TokenSort, direction: Direction): string {
  const orNever = (column: string) => `COALESCE(${column}, '${NEVER[direction]}')`;
  switch (sort) {
    case 'name':
      return 'token.nameFolded';
    case 'connector':
      return 'token.connector';
    case 'environment':
      return `COALESCE(${environmentOf(query)}, '')`;
    case 'state':
      return STATE_RANK;
    case 'needsPersonAt':
      return `CASE WHEN token.disabledAt IS NULL THEN ${orNever('token.needsPersonAt')} ELSE '${NEVER[direction]}' END`;
    case 'expiresAt':
      return orNever('token.expiresAt');
    case 'lastUsedAt':
      return orNever('last.usedAt');
    case 'changedAt':
      return 'token.changedAt';
    case 'createdAt':
      return 'token.createdAt';
  }
}
