import type { FastifyRequest } from 'fastify';
import type { Authentication } from '../../callers/authentication.js';
import { callerOf, rememberCaller } from '../../callers/caller.decorators.js';
import type { Caller } from '../../callers/caller.js';

/** A hook that finds out who asks, as the guard does for keys, before anything of the body is read. */
export function authenticateEarly(authentication: Authentication): (request: FastifyRequest) => Promise<void> {
  return async (request) => {
    const { headers, ip, id } = request;
    const approach = { authorization: headers.authorization, address: ip, requestId: id };
    rememberCaller(request, await authentication.authenticate(approach));
  };
}

/** Whom the hook has found. */
export function earlyCallerOf(request: FastifyRequest): Caller {
  const caller = callerOf(request);
  if (!caller) throw new Error('The route lacks the hook that authenticates its callers');
  return caller;
}
