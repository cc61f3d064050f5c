import type { Answer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import type { MicrosoftDesk } from '../desk.js';
import { refuseGraph } from '../wording.js';
import { type GraphCaller, type Need, requireCaller, requirePermission } from './access.js';
import { entity, pageOf } from './odata.js';
import type { Column, Site, SiteList } from './site-store.js';

/** Who am I, the company, its sites, their lists and columns. */
export function siteRoutes(host: string, desk: MicrosoftDesk): readonly Route[] {
  const get = (name: string, path: string, answer: Route['answer']): Route => ({
    name,
    method: 'GET',
    host,
    path: `/v1.0${path}`,
    answer,
  });
  return [
    get('me', '/me', (call) => me(call, desk)),
    get('organization', '/organization', (call) => organization(call, desk)),
    get('sites', '/sites', (call) => search(call, desk)),
    get('site', '/sites/:site', (call) => entity(call, 200, siteView(requireSite(call, desk, 'read').site))),
    get('lists', '/sites/:site/lists', (call) => lists(call, desk)),
    get('list', '/sites/:site/lists/:list', (call) => list(call, desk)),
    get('columns', '/sites/:site/lists/:list/columns', (call) => columns(call, desk)),
  ];
}

/** Sites by their address; tried after everything that begins with the id of a site. */
export function siteByPathRoutes(host: string, desk: MicrosoftDesk): readonly Route[] {
  const answer = (call: Call): Answer => {
    const siteHost = call.params.site ?? '';
    if (!siteHost.endsWith(':')) throw refuseGraph(call, 'BadRequest', 'Resource not found for the segment.');
    const path = `/${(call.params.path ?? '').replace(/:$/, '')}`;
    const found = sitesOf(call, desk).find((site) => `${site.host}:` === siteHost && site.path === path);
    return entity(call, 200, siteView(permitted(call, desk, { site: found, need: 'read' }).site));
  };
  return [{ name: 'site', method: 'GET', host, path: '/v1.0/sites/:site/:path+', answer }];
}

/** The site of the call's path, by id, by host alone, or as `root`; the caller may do there what is needed. */
export function requireSite(call: Call, desk: MicrosoftDesk, need: Need): { site: Site; caller: GraphCaller } {
  const name = call.params.site ?? '';
  const found = sitesOf(call, desk).find(({ id, host, path }) =>
    name === 'root' || name === host ? path === '' : id === name || id.split(',')[1] === name,
  );
  return permitted(call, desk, { site: found, need });
}

export function requireList(call: Call, site: Site): SiteList {
  const name = call.params.list ?? '';
  const found = site.lists.find((each) => [each.id, each.name, each.displayName].includes(name));
  if (found === undefined) throw refuseGraph(call, 'itemNotFound', 'The specified list was not found.');
  return found;
}

function permitted(call: Call, desk: MicrosoftDesk, { site, need }: { site: Site | undefined; need: Need }) {
  const caller = requireCaller(call, desk);
  requirePermission(call, caller, { need, ...(site === undefined ? {} : { site }) });
  if (site === undefined) throw refuseGraph(call, 'itemNotFound', 'Requested site could not be found.');
  return { site, caller };
}

function sitesOf(call: Call, desk: MicrosoftDesk): readonly Site[] {
  const { tenant } = requireCaller(call, desk);
  return [...desk.state.data.sites.values()].filter(({ tenantId }) => tenantId === tenant.id);
}

function me(call: Call, desk: MicrosoftDesk): Answer {
  const { user, permissions } = requireCaller(call, desk);
  if (user === undefined) {
    throw refuseGraph(call, 'BadRequest', '/me request is only valid with delegated authentication flow.');
  }
  if (!permissions.includes('User.Read')) {
    throw refuseGraph(call, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
  }
  const { id, name: displayName, userPrincipalName } = user;
  return entity(call, 200, { id, displayName, userPrincipalName, mail: userPrincipalName });
}

function organization(call: Call, desk: MicrosoftDesk): Answer {
  const { tenant } = requireCaller(call, desk);
  return pageOf(call, [tenant], ({ id, name, domain }) => ({
    id,
    displayName: name,
    verifiedDomains: [{ name: domain, isDefault: true }],
  }));
}

function search(call: Call, desk: MicrosoftDesk): Answer {
  const caller = requireCaller(call, desk);
  requirePermission(call, caller, { need: 'read' });
  const words = (call.query.get('search') ?? '').toLowerCase();
  const found = sitesOf(call, desk).filter(
    ({ displayName, path }) => words === '*' || `${displayName} ${path}`.toLowerCase().includes(words),
  );
  return pageOf(call, found, siteView);
}

function lists(call: Call, desk: MicrosoftDesk): Answer {
  const { site } = requireSite(call, desk, 'read');
  return pageOf(call, site.lists, (each) => listView(site, each));
}

function list(call: Call, desk: MicrosoftDesk): Answer {
  const { site } = requireSite(call, desk, 'read');
  return entity(call, 200, listView(site, requireList(call, site)));
}

function columns(call: Call, desk: MicrosoftDesk): Answer {
  const { site } = requireSite(call, desk, 'read');
  return pageOf(call, requireList(call, site).columns, columnView);
}

function siteView({ id, host, path, displayName }: Site): Record<string, unknown> {
  return {
    id,
    name: path.split('/').pop() ?? '',
    displayName,
    webUrl: `https://${host}${path}`,
    ...(path === '' ? { root: {}, siteCollection: { hostname: host } } : {}),
  };
}

function listView(site: Site, { id, name, displayName }: SiteList): Record<string, unknown> {
  return {
    id,
    name,
    displayName,
    webUrl: `https://${site.host}${site.path}/Lists/${name}`,
    list: { contentTypesEnabled: false, hidden: false, template: 'genericList' },
  };
}

function columnView({ name, displayName, type, indexed = false, readOnly = false, choices }: Column) {
  return { name, displayName, indexed, readOnly, [type]: choices === undefined ? {} : { choices } };
}
