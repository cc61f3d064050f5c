import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAuditSearch } from '../../features/audit/audit-search.js';
import { readGallerySearch } from '../../features/connect/gallery/gallery-search.js';
import { ownConnectorQuery } from '../../features/own-connectors/own-connector-queries.js';
import { readTokenSearch } from '../../features/tokens/list/token-search.js';
import { tokenQuery } from '../../features/tokens/token-queries.js';
import { webhookQuery } from '../../features/webhooks/webhook-queries.js';
import { frameTexts } from '../../texts/frame.js';
import { house } from './house.js';
import { tokenParts } from './token-parts.js';

const { places } = frameTexts;

const tokens = createRoute({
  getParentRoute: () => house,
  path: '/manage/tokens',
  staticData: { crumb: places.tokens },
});

const tokenList = createRoute({
  getParentRoute: () => tokens,
  path: '/',
  validateSearch: readTokenSearch,
  component: lazyRouteComponent(() => import('../../features/tokens/tokens-page.js'), 'GlobalTokensPage'),
});

const newToken = createRoute({
  getParentRoute: () => tokens,
  path: 'new',
  validateSearch: readGallerySearch,
  staticData: { crumb: places.newToken },
  component: lazyRouteComponent(() => import('../../features/connect/gallery/gallery-page.js'), 'GalleryPage'),
});

const token = createRoute({
  getParentRoute: () => tokens,
  path: '$tokenId',
  loader: async ({ context: { queryClient }, params }) => {
    const { name } = await queryClient.ensureQueryData(tokenQuery(params.tokenId));
    return { crumb: name };
  },
  component: lazyRouteComponent(() => import('../../features/tokens/token-page.js'), 'TokenPage'),
});

const health = createRoute({
  getParentRoute: () => house,
  path: '/manage/health',
  staticData: { crumb: places.health },
  component: lazyRouteComponent(() => import('../../features/health/health-page.js'), 'HealthPage'),
});

const users = createRoute({
  getParentRoute: () => house,
  path: '/manage/users',
  staticData: { crumb: places.users },
  component: lazyRouteComponent(() => import('../../features/users/users-page.js'), 'UsersPage'),
});

const keys = createRoute({
  getParentRoute: () => house,
  path: '/manage/keys',
  staticData: { crumb: places.keys },
  component: lazyRouteComponent(() => import('../../features/keys/keys-page.js'), 'TenantKeysPage'),
});

const webhooks = createRoute({
  getParentRoute: () => house,
  path: '/manage/webhooks',
  staticData: { crumb: places.webhooks },
});

const webhookList = createRoute({
  getParentRoute: () => webhooks,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/webhooks/webhooks-page.js'), 'WebhooksPage'),
});

const webhook = createRoute({
  getParentRoute: () => webhooks,
  path: '$webhookId',
  loader: async ({ context: { queryClient }, params }) => {
    const { url } = await queryClient.ensureQueryData(webhookQuery(params.webhookId));
    return { crumb: new URL(url).hostname };
  },
  component: lazyRouteComponent(() => import('../../features/webhooks/webhook-page.js'), 'WebhookPage'),
});

const ownConnectors = createRoute({
  getParentRoute: () => house,
  path: '/manage/own-connectors',
  staticData: { crumb: places.ownConnectors },
});

const ownConnectorList = createRoute({
  getParentRoute: () => ownConnectors,
  path: '/',
  component: lazyRouteComponent(
    () => import('../../features/own-connectors/own-connectors-page.js'),
    'OwnConnectorsPage',
  ),
});

const newOwnConnector = createRoute({
  getParentRoute: () => ownConnectors,
  path: 'new',
  staticData: { crumb: places.newOwnConnector },
  component: lazyRouteComponent(
    () => import('../../features/own-connectors/new-own-connector-page.js'),
    'NewOwnConnectorPage',
  ),
});

const ownConnector = createRoute({
  getParentRoute: () => ownConnectors,
  path: '$key',
  loader: async ({ context: { queryClient }, params }) => {
    const { body } = await queryClient.ensureQueryData(ownConnectorQuery(params.key));
    return { crumb: String(body.definition.title) };
  },
  component: lazyRouteComponent(
    () => import('../../features/own-connectors/own-connector-page.js'),
    'OwnConnectorPage',
  ),
});

const audit = createRoute({
  getParentRoute: () => house,
  path: '/manage/audit',
  validateSearch: readAuditSearch,
  staticData: { crumb: places.audit },
  component: lazyRouteComponent(() => import('../../features/audit/audit-page.js'), 'AuditPage'),
});

/** What belongs to the reader alone. */
const account = createRoute({
  getParentRoute: () => house,
  path: '/account',
  staticData: { crumb: frameTexts.account },
  component: lazyRouteComponent(() => import('../../features/account/account-page.js'), 'AccountPage'),
});

/** The Manage Center. */
export const manageCenter = [
  tokens.addChildren([tokenList, newToken, token.addChildren(tokenParts(token))]),
  health,
  users,
  keys,
  webhooks.addChildren([webhookList, webhook]),
  ownConnectors.addChildren([ownConnectorList, newOwnConnector, ownConnector]),
  audit,
  account,
];
