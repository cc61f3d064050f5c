import { useQuery } from '@tanstack/react-query';
import { answered, api } from '../api/client.js';

/** The name of an app; its id until it is known. */
export function AppName({ appId }: { readonly appId: string }) {
  const { data } = useQuery({
    queryKey: ['app-name', appId],
    queryFn: async () => (await answered(api.GET('/v1/apps/{appId}', { params: { path: { appId } } }))).name,
    staleTime: 60_000,
  });
  return data ?? appId;
}
