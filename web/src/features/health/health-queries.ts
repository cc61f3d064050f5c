import { queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

type Schemas = components['schemas'];
export type Need = Schemas['ForecastItemDto'];
export type Alert = Schemas['AlertDto'];
export type Figures = Schemas['FiguresDto'];
export type Series = Schemas['SeriesDto'];

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const LOOK_AHEAD = 30 * DAY;

/** So far behind are resolutions, which no live update tells of. */
const FIGURES_AGAIN = 60_000;

/** The spans of the charts: how far back, and how long one bar is. */
export const SPANS = {
  day: { backMs: DAY, step: '3600' },
  week: { backMs: 7 * DAY, step: '3600' },
  quarter: { backMs: 90 * DAY, step: '86400' },
} as const;
export type Span = keyof typeof SPANS;

/** What needs a person now or soon, the earliest first. */
export const needsQuery = pagedQuery(['forecast', 'soon'], (cursor) => {
  const before = new Date(Date.now() + LOOK_AHEAD).toISOString();
  return answered(api.GET('/v1/forecast', { params: { query: { before, limit: '50', ...pageAfter(cursor) } } }));
});

export const alertsQuery = queryOptions({
  queryKey: ['alerts'],
  queryFn: async () => (await answered(api.GET('/v1/alerts', { params: { query: { limit: '100' } } }))).items,
});

export const figuresQuery = (span: Span) =>
  queryOptions({
    queryKey: ['figures', span],
    queryFn: () => {
      const { backMs, step } = SPANS[span];
      const from = new Date(Date.now() - backMs).toISOString();
      return answered(api.GET('/v1/figures', { params: { query: { from, step } } }));
    },
    refetchInterval: FIGURES_AGAIN,
  });

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async () => (await answered(api.GET('/v1/connectors'))).items,
  staleTime: HOUR,
});

const path = (tokenId: string) => ({ path: { tokenId } });

/** What mends a connection. */
export const mendingDoors = {
  edit: (tokenId: string) => answered(api.POST('/v1/drafts', { body: { tokenId } })),
  renew: (tokenId: string) => answered(api.POST('/v1/access-tokens/{tokenId}/renewal', { params: path(tokenId) })),
  keepAlive: async (tokenId: string) => {
    const { etag } = await answeredWithEtag(api.GET('/v1/access-tokens/{tokenId}', { params: path(tokenId) }));
    const params = { ...path(tokenId), header: { 'If-Match': etag } };
    return answered(api.PATCH('/v1/access-tokens/{tokenId}', { params, body: { keepAlive: true } }));
  },
};
