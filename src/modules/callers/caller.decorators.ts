import { createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import type { Caller } from './caller.js';

export const PUBLIC = 'latchkey:public';

/** Exempts a route or a controller from the caller guard. */
export const Public = () => SetMetadata(PUBLIC, true);

const callers = new WeakMap<object, Caller>();

/** Called by the guard, and by the doors that no guard stands before, once they have authenticated. */
export function rememberCaller(request: object, caller: Caller): void {
  callers.set(request, caller);
}

/** Who sent the request; undefined on a public route. */
export function callerOf(request: object): Caller | undefined {
  return callers.get(request);
}

/** The caller as a parameter of a route that is not public. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const caller = callerOf(context.switchToHttp().getRequest<object>());
  if (!caller) throw new Error('@CurrentCaller stands on a public route, which has no caller');
  return caller;
});
