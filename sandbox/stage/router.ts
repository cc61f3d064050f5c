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

/** Pieces and segments from the left; a `:name+` takes as few segments as it can. */
function matchPath(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const [piece, ...pieces] = pattern;
  const [segment, ...rest] = segments;
  if (piece === undefined || segment === undefined) return piece === segment ? {} : undefined;
  if (!piece.startsWith(':')) return piece === segment ? matchPath(pieces, rest) : undefined;
  if (piece.endsWith('+')) return matchMany(pattern, segments);
  const value = decoded(segment);
  const params = value ? matchPath(pieces, rest) : undefined;
  return params && { ...params, [piece.slice(1)]: value ?? '' };
}

function matchMany([piece = '', ...pieces]: readonly string[], segments: readonly string[]) {
  for (let count = 1; count <= segments.length; count += 1) {
    const params = matchPath(pieces, segments.slice(count));
    const value = decoded(segments.slice(0, count).join('/'));
    if (params && value) return { ...params, [piece.slice(1, -1)]: value };
  }
  return undefined;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
