import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { answered, answeredWithEtag, api } from '../../api/client.js';
import type { components } from '../../api/generated/openapi.js';
import { pageAfter, pagedQuery } from '../../api/pages.js';

export type OwnConnector = components['schemas']['OwnConnectorView'];

/** What the pages show of a definition. */
export interface Described {
  readonly title: string;
  /** Of the connector and of its methods. */
  readonly hosts: readonly string[];
  /** The titles of its methods. */
  readonly methods: readonly string[];
}

export function described({ definition }: OwnConnector): Described {
  const methods = listIn(definition, 'methods');
  const hosts = [definition, ...methods].flatMap((place) => listIn(place, 'hosts').map(String));
  return {
    title: textIn(definition, 'title'),
    hosts: [...new Set(hosts)],
    methods: methods.map((each) => textIn(each, 'title')),
  };
}

function textIn(place: unknown, member: string): string {
  return typeof place === 'object' && place !== null ? String(Reflect.get(place, member)) : '';
}

function listIn(place: unknown, member: string): readonly unknown[] {
  const found: unknown = typeof place === 'object' && place !== null ? Reflect.get(place, member) : undefined;
  return Array.isArray(found) ? found : [];
}

export const ownConnectorsQuery = pagedQuery(['own-connectors'], (cursor) =>
  answered(api.GET('/v1/own-connectors', { params: { query: { limit: '100', ...pageAfter(cursor) } } })),
);

const at = (key: string) => ({ path: { key } });

export const ownConnectorQuery = (key: string) =>
  queryOptions({
    queryKey: ['own-connector', key],
    queryFn: () => answeredWithEtag(api.GET('/v1/own-connectors/{key}', { params: at(key) })),
  });

/** The access tokens that were made with it, as far as one page goes. */
export const tokensOfQuery = (key: string) =>
  queryOptions({
    queryKey: ['access-tokens', 'of-connector', key],
    queryFn: async () => {
      const params = { query: { connector: key, limit: '50' } };
      return (await answered(api.GET('/v1/access-tokens', { params }))).items;
    },
  });

export type Definition = OwnConnector['definition'];

export const ownConnectorDoors = {
  create: (definition: Definition) => answered(api.POST('/v1/own-connectors', { body: { definition } })),
  /** @param etag of what the person has seen: whoever was faster is not overwritten */
  replace: (key: string, definition: Definition, etag: string) =>
    answered(
      api.PUT('/v1/own-connectors/{key}', {
        params: { ...at(key), header: { 'If-Match': etag } },
        body: { definition },
      }),
    ),
  remove: (key: string, { etag, isForced }: { readonly etag: string; readonly isForced: boolean }) =>
    answered(
      api.DELETE('/v1/own-connectors/{key}', {
        params: { ...at(key), header: { 'If-Match': etag }, ...(isForced && { query: { force: 'true' } }) },
      }),
    ),
};

/** After a change: this connector, every list it stands in, and what the gallery and the forms know of it. */
export async function refreshOwnConnector(client: QueryClient, key: string): Promise<void> {
  // Whoever goes on to connect it must not see the list of before first.
  client.removeQueries({ queryKey: ['connectors'], type: 'inactive' });
  const keys = [['own-connectors'], ['own-connector', key], ['connectors'], ['connector', key]];
  await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
}
