import type { Call } from './call.js';
import type { Route } from './vendor.js';
import { isHostLike } from './vendor-host.js';

/** The first route that fits, with the call's params set; else the verbs under which the address is known. */
export function findRoute(routes: readonly Route[], call: Call): Route | readonly string[] {
  const allowed = new Set<string>();
  const segments = call.path.split('/');
  for (const route of routes) {
    const params = isHostLike(call.host, route.host) ? matchPath(route.path.split('/'), segments) : undefined;
    if (params === undefined) continue;
    if (route.method === call.method) {
      call.params = params;
      call.endpoint = route.name;
      return route;
    }
    allowed.add(route.method);
  }
  return [...allowed];
}

function matchPath(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, piece] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!piece.startsWith(':')) {
      if (piece !== segment) return undefined;
      continue;
    }
    const value = decoded(segment);
    if (value === undefined || value === '') return undefined;
    params[piece.slice(1)] = value;
  }
  return params;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
