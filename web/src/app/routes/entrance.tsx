import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from './house.js';

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ next }: Record<string, unknown>) => ({ next: ownAddress(next) }),
  component: lazyRouteComponent(() => import('../../features/sign-in/sign-in-page.js'), 'SignInPage'),
});

/** A one-time link: the first start, an invitation, a new password. */
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('../../features/sign-in/welcome-page.js'), 'WelcomePage'),
});

/** The pages before the sign-in. */
export const entrance = [signIn, welcome];

/** Where to go after; an address of another site is none. */
function ownAddress(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
