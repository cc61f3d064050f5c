import { queryOptions } from '@tanstack/react-query';
import { answered, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';

type Schemas = components['schemas'];
export type Connector = Schemas['ConnectorViewDto'];
export type Method = Schemas['MethodDto'];
export type Field = Schemas['FieldDto'];
export type Evidence = Schemas['EvidenceDto'];

const HOUR = 60 * 60_000;

export const guideQuery = (key: string) =>
  queryOptions({
    queryKey: ['connector', key],
    queryFn: () => answered(api.GET('/v1/connectors/{connector}', { params: { path: { connector: key } } })),
    staleTime: HOUR,
  });
