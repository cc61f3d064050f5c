import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameTexts } from '../../texts/frame.js';

const { tokenParts: tabs } = frameTexts;
const parts = () => import('../../features/tokens/token-parts.js');

/** The parts of a token's page, wherever the token is. */
export function tokenParts<T extends AnyRoute>(token: T) {
  const getParentRoute = () => token;
  return [
    createRoute({ getParentRoute, path: '/', component: lazyRouteComponent(parts, 'TokenOverviewPart') }),
    createRoute({
      ...{ getParentRoute, path: 'uses', staticData: { crumb: tabs.uses } },
      component: lazyRouteComponent(parts, 'TokenUsesPart'),
    }),
    createRoute({
      ...{ getParentRoute, path: 'renewals', staticData: { crumb: tabs.renewals } },
      component: lazyRouteComponent(parts, 'TokenRenewalsPart'),
    }),
    createRoute({
      ...{ getParentRoute, path: 'permissions', staticData: { crumb: tabs.permissions } },
      component: lazyRouteComponent(parts, 'TokenPermissionsPart'),
    }),
  ] as const;
}
