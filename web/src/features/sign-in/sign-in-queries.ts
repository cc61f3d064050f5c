import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { asProblem } from '../../api/problem.js';
import type { Session } from '../../api/session.js';

type Schemas = components['schemas'];
export type OneTimeLink = Schemas['OneTimeLinkView'];

/** As the server asks for it. */
export const PASSWORD_LEAST = 12;

export interface TenantChoice {
  readonly tenantId: string;
  readonly name: string;
}

export function signIn(body: Schemas['SignInRequest']): Promise<Session> {
  return answered(api.POST('/v1/session', { body }));
}

export const linkQuery = (secret: string) =>
  queryOptions({
    queryKey: ['one-time-link', secret],
    queryFn: () => answered(api.POST('/v1/one-time-links/look', { body: { secret } })),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export function redeem(body: Schemas['RedeemLinkRequest']): Promise<Session> {
  return answered(api.POST('/v1/one-time-links/redeem', { body }));
}

/** The tenants among which to choose, when address and password open accounts of several. */
export function choicesIn(error: unknown): readonly TenantChoice[] {
  const { code, said } = asProblem(error);
  const { tenants } = said.facts;
  return code === 'tenant-to-choose' && Array.isArray(tenants) ? tenants.filter(isChoice) : [];
}

function isChoice(value: unknown): value is TenantChoice {
  return typeof value === 'object' && value !== null && 'tenantId' in value && 'name' in value;
}
