import type { Scheme, SchemeKind } from './scheme.js';

/** How the first token comes: a person consents, the fields are exchanged, or nothing is issued. */
export type Issuance = 'consent' | 'exchange' | 'none';

const BY_KIND: Readonly<Record<SchemeKind, Issuance>> = {
  'authorization-code': 'consent',
  'client-credentials': 'exchange',
  'jwt-bearer': 'exchange',
  'key-exchange': 'exchange',
  'signed-request': 'none',
  'static-secret': 'none',
  'device-code': 'consent',
  'signed-consent': 'consent',
  'token-exchange': 'exchange',
};

export function issuanceOf({ kind }: Pick<Scheme, 'kind'>): Issuance {
  return BY_KIND[kind];
}
