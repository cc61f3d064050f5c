import type { Right } from '../api/session.js';

/** What the frame round every page says. */
export const frameTexts = {
  product: 'Latchkey',
  skip: 'Skip to content',
  openNavigation: 'Open navigation',
  closeNavigation: 'Close navigation',
  navigation: 'Main',
  breadcrumbs: 'You are here',
  manageCenter: 'Manage Center',
  appBuilder: 'App Builder',
  places: {
    tokens: 'Access tokens',
    health: 'Health',
    users: 'Users',
    keys: 'API keys',
    webhooks: 'Webhooks',
    ownConnectors: 'Own connectors',
    newOwnConnector: 'Describe a connector',
    audit: 'Audit',
    apps: 'Apps',
    connect: 'Configure access token',
    newToken: 'Add token',
  },
  /** The parts of a token's page, in its tabs and in the breadcrumbs. */
  tokenParts: { uses: 'Where used', renewals: 'Renewals', permissions: 'Permissions' },
  scheme: { toLight: 'Use light colours', toDark: 'Use dark colours' },
  account: 'Your account',
  signOut: 'Sign out',
  apiPages: 'API pages',
  loading: 'Loading',
  notFound: {
    title: 'There is no such page',
    text: 'The address may be mistyped, or what it showed was removed.',
    back: 'Go to the start',
  },
  notYours: {
    title: 'This page is not for your role',
    text: (right: Right) => `It needs the right "${right}". Ask a tenant admin.`,
  },
  liveLost: 'Live updates are interrupted. The page goes on by itself.',
} as const;
