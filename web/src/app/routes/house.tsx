import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, Outlet, redirect } from '@tanstack/react-router';
import { asProblem } from '../../api/problem.js';
import { sessionQuery } from '../../api/session.js';
import { ConfirmationProvider } from '../../components/confirmation.js';
import { NotFoundPage } from '../not-found-page.js';
import { Brand } from '../shell/brand.js';
import { Shell } from '../shell/shell.js';

/** What every route can reach. */
export interface RouteContext {
  readonly queryClient: QueryClient;
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** What the breadcrumbs call the place. */
    readonly crumb?: string;
    /** What they call the list one step up, where that is no parent of the route. */
    readonly under?: string;
  }
}

export const root = createRootRouteWithContext<RouteContext>()({ component: Root, notFoundComponent: NowherePage });

/** Everything behind the sign-in: who is not signed in goes there first, and comes back after. */
export const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    try {
      await context.queryClient.ensureQueryData(sessionQuery);
    } catch (error) {
      if (asProblem(error).status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: { next: location.href } });
    }
  },
});

export const start = createRoute({
  getParentRoute: () => house,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/manage/tokens', replace: true });
  },
});

/** Questions stand inside the router, because what they spell out may hold links. */
function Root() {
  return (
    <ConfirmationProvider>
      <Outlet />
    </ConfirmationProvider>
  );
}

/** An address outside every place has no frame round it, but the sign over the door. */
function NowherePage() {
  return (
    <>
      <header className="sign">
        <Brand />
      </header>
      <main>
        <NotFoundPage />
      </main>
    </>
  );
}
