import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { connectorQuery, draftQuery, GLOBAL } from '../../features/connect/connect-queries.js';
import { guideQuery } from '../../features/connectors/guide-queries.js';
import { frameTexts } from '../../texts/frame.js';
import { house } from './house.js';

const draft = createRoute({
  getParentRoute: () => house,
  path: '/connect/$draftId',
  staticData: { crumb: frameTexts.places.connect, under: frameTexts.places.tokens },
  loader: async ({ context: { queryClient }, params }) => {
    const { connector, scope } = await queryClient.ensureQueryData(draftQuery(params.draftId));
    await queryClient.ensureQueryData(connectorQuery(connector));
    return { above: scope === GLOBAL ? '/manage/tokens' : `/apps/${scope}/tokens` };
  },
  component: lazyRouteComponent(() => import('../../features/connect/connect-page.js'), 'ConnectPage'),
});

/** What is known of a connector. The form opens it in a tab of its own. */
const guide = createRoute({
  getParentRoute: () => house,
  path: '/connectors/$key',
  loader: async ({ context: { queryClient }, params }) => {
    const { title } = await queryClient.ensureQueryData(guideQuery(params.key));
    return { crumb: title };
  },
  component: lazyRouteComponent(() => import('../../features/connectors/guide-page.js'), 'GuidePage'),
});

/** The configuration screen, for every scope, and what there is to know for it. */
export const connecting = [draft, guide];
