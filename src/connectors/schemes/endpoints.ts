import { definedOnly } from '../contract/defined-only.js';
import type { FieldValues } from '../contract/fields.js';
import type { OAuthClient } from '../contract/oauth-client.js';
import type { Discovered } from '../contract/scheme.js';
import type { SchemeTools, SchemeUse } from './scheme-handler.js';

/** The addresses of a method: as stated, or as its issuer tells them. */
export interface Endpoints {
  readonly tokenUrl: string;
  readonly authorizeUrl?: string;
  readonly deviceUrl?: string;
  readonly issuer?: string;
  /** The issuer names itself in every callback. */
  readonly namesItself: boolean;
}

export interface Addressed extends Discovered {
  tokenUrl(values: FieldValues): string;
  authorizeUrl?(values: FieldValues): string;
  deviceUrl?(values: FieldValues): string;
  issuer?(values: FieldValues): string;
  client?(values: FieldValues): OAuthClient;
}

type Use = Pick<SchemeUse, 'values' | 'hosts'> & { readonly scheme: Addressed };

/** @throws BrokerError `discovery-failed` */
export async function endpointsOf({ scheme, values, hosts }: Use, tools: SchemeTools): Promise<Endpoints> {
  const issuer = scheme.discover?.(values) ?? '';
  if (issuer === '') return statedBy(scheme, values);
  const client = scheme.client?.(values);
  const certificate = client?.sentIn === 'certificate' ? client.certificate : undefined;
  return tools.issuers.of({ issuer, hosts, ...definedOnly({ certificate }) });
}

function statedBy(scheme: Addressed, values: FieldValues): Endpoints {
  return {
    tokenUrl: scheme.tokenUrl(values),
    namesItself: false,
    ...definedOnly({
      authorizeUrl: scheme.authorizeUrl?.(values),
      deviceUrl: scheme.deviceUrl?.(values),
      issuer: scheme.issuer?.(values),
    }),
  };
}
