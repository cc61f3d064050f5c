import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { appQuery } from '../../features/apps/app-queries.js';
import { readGallerySearch } from '../../features/connect/gallery/gallery-search.js';
import { lookupQuery } from '../../features/lookups/lookup-queries.js';
import { processQuery } from '../../features/processes/process-queries.js';
import { runQuery } from '../../features/runs/run-queries.js';
import { readRunSearch } from '../../features/runs/run-search.js';
import { readTokenSearch } from '../../features/tokens/list/token-search.js';
import { tokenQuery } from '../../features/tokens/token-queries.js';
import { appsTexts } from '../../texts/apps.js';
import { frameTexts } from '../../texts/frame.js';
import { lookupTexts } from '../../texts/lookups.js';
import { processTexts } from '../../texts/processes.js';
import { runTexts } from '../../texts/runs.js';
import { house } from './house.js';
import { tokenParts } from './token-parts.js';

const apps = createRoute({
  getParentRoute: () => house,
  path: '/apps',
  staticData: { crumb: frameTexts.places.apps },
});

const appList = createRoute({
  getParentRoute: () => apps,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/apps/apps-page.js'), 'AppsPage'),
});

const app = createRoute({
  getParentRoute: () => apps,
  path: '$appId',
  loader: async ({ context, params }) => {
    const { body } = await context.queryClient.ensureQueryData(appQuery(params.appId));
    return { crumb: body.name };
  },
});

const appStart = createRoute({
  getParentRoute: () => app,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/apps/$appId/tokens', params, replace: true });
  },
});

/** The parts of an app that stand under its name, as tabs. */
const parts = createRoute({
  getParentRoute: () => app,
  id: 'parts',
  component: lazyRouteComponent(() => import('../../features/apps/app-page.js'), 'AppPage'),
});

const tokenList = createRoute({
  getParentRoute: () => parts,
  path: 'tokens',
  staticData: { crumb: appsTexts.tabs.tokens },
  validateSearch: readTokenSearch,
  component: lazyRouteComponent(() => import('../../features/tokens/tokens-page.js'), 'AppTokensPage'),
});

const newToken = createRoute({
  getParentRoute: () => app,
  path: 'tokens/new',
  validateSearch: readGallerySearch,
  staticData: { crumb: frameTexts.places.newToken, under: appsTexts.tabs.tokens },
  component: lazyRouteComponent(() => import('../../features/connect/gallery/gallery-page.js'), 'GalleryPage'),
});

const token = createRoute({
  getParentRoute: () => app,
  path: 'tokens/$tokenId',
  staticData: { under: appsTexts.tabs.tokens },
  loader: async ({ context, params }) => {
    const { name } = await context.queryClient.ensureQueryData(tokenQuery(params.tokenId));
    return { crumb: name };
  },
  component: lazyRouteComponent(() => import('../../features/tokens/token-page.js'), 'TokenPage'),
});

const processList = createRoute({
  getParentRoute: () => parts,
  path: 'processes',
  staticData: { crumb: appsTexts.tabs.processes },
  component: lazyRouteComponent(() => import('../../features/processes/processes-page.js'), 'ProcessesPage'),
});

const newProcess = createRoute({
  getParentRoute: () => app,
  path: 'processes/new',
  staticData: { crumb: processTexts.create, under: appsTexts.tabs.processes },
  component: lazyRouteComponent(() => import('../../features/processes/editing/new-process-page.js'), 'NewProcessPage'),
});

/** Beside the process, whose page has tabs: here is one thing to do. */
const newVersion = createRoute({
  getParentRoute: () => app,
  path: 'processes/$processId/new-version',
  staticData: { crumb: processTexts.newVersion.button },
  loader: async ({ context, params }) => {
    const { body } = await context.queryClient.ensureQueryData(processQuery(params));
    return { under: body.name };
  },
  component: lazyRouteComponent(() => import('../../features/processes/editing/new-version-page.js'), 'NewVersionPage'),
});

const lookupList = createRoute({
  getParentRoute: () => parts,
  path: 'lookups',
  staticData: { crumb: appsTexts.tabs.lookups },
  component: lazyRouteComponent(() => import('../../features/lookups/lookups-page.js'), 'LookupsPage'),
});

/** Beside the lookups: one of them may be called "new". */
const newLookup = createRoute({
  getParentRoute: () => app,
  path: 'new-lookup',
  staticData: { crumb: lookupTexts.create, under: appsTexts.tabs.lookups },
  loader: ({ params }) => ({ above: `/apps/${params.appId}/lookups` }),
  component: lazyRouteComponent(() => import('../../features/lookups/new-lookup-page.js'), 'NewLookupPage'),
});

const lookup = createRoute({
  getParentRoute: () => app,
  path: 'lookups/$lookup',
  staticData: { under: appsTexts.tabs.lookups },
  loader: async ({ context, params }) => {
    const { body } = await context.queryClient.ensureQueryData(lookupQuery(params));
    return { crumb: body.name };
  },
  component: lazyRouteComponent(() => import('../../features/lookups/lookup-page.js'), 'LookupPage'),
});

const runList = createRoute({
  getParentRoute: () => parts,
  path: 'runs',
  staticData: { crumb: appsTexts.tabs.runs },
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import('../../features/runs/runs-page.js'), 'AppRunsPage'),
});

const keys = createRoute({
  getParentRoute: () => parts,
  path: 'keys',
  staticData: { crumb: appsTexts.tabs.keys },
  component: lazyRouteComponent(() => import('../../features/keys/keys-page.js'), 'AppKeysPage'),
});

const settings = createRoute({
  getParentRoute: () => parts,
  path: 'settings',
  staticData: { crumb: appsTexts.tabs.settings },
  component: lazyRouteComponent(() => import('../../features/apps/app-settings.js'), 'AppSettings'),
});

/** One process. */
const process = createRoute({
  getParentRoute: () => app,
  path: 'processes/$processId',
  staticData: { under: appsTexts.tabs.processes },
  loader: async ({ context, params }) => {
    const { body } = await context.queryClient.ensureQueryData(processQuery(params));
    return { crumb: body.name };
  },
  component: lazyRouteComponent(() => import('../../features/processes/process-page.js'), 'ProcessPage'),
});

const processTokens = createRoute({
  getParentRoute: () => process,
  path: '/',
  component: lazyRouteComponent(() => import('../../features/processes/process-tokens.js'), 'ProcessTokens'),
});

const processRuns = createRoute({
  getParentRoute: () => process,
  path: 'runs',
  staticData: { crumb: processTexts.tabs.runs },
  component: lazyRouteComponent(() => import('../../features/runs/runs-page.js'), 'ProcessRunsPage'),
});

const processDefinition = createRoute({
  getParentRoute: () => process,
  path: 'definition',
  staticData: { crumb: processTexts.tabs.definition },
  component: lazyRouteComponent(() => import('../../features/processes/process-definition.js'), 'ProcessDefinition'),
});

const run = createRoute({
  getParentRoute: () => app,
  path: 'runs/$runId',
  staticData: { under: appsTexts.tabs.runs },
  loader: async ({ context, params }) => {
    await context.queryClient.ensureQueryData(runQuery(params.runId));
    return { crumb: runTexts.crumb };
  },
  component: lazyRouteComponent(() => import('../../features/runs/run-page.js'), 'RunPage'),
});

/** The App Builder. */
export const appBuilder = [
  apps.addChildren([
    appList,
    app.addChildren([
      appStart,
      parts.addChildren([tokenList, processList, lookupList, runList, keys, settings]),
      process.addChildren([processTokens, processRuns, processDefinition]),
      newProcess,
      newVersion,
      newToken,
      newLookup,
      lookup,
      token.addChildren(tokenParts(token)),
      run,
    ]),
  ]),
];
