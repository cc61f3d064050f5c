/** One of Microsoft's clouds: each has login hosts, a Graph and SharePoint hosts of its own. */
export interface Cloud {
  readonly key: 'global' | 'us-gcc-high' | 'us-dod' | 'china';
  readonly loginHosts: readonly string[];
  readonly graphHost: string;
  readonly sharePointSuffix: string;
}

/** learn.microsoft.com/graph/deployments and entra/identity-platform/authentication-national-cloud. */
export const CLOUDS: readonly Cloud[] = [
  {
    key: 'global',
    loginHosts: ['login.microsoftonline.com'],
    graphHost: 'graph.microsoft.com',
    sharePointSuffix: 'sharepoint.com',
  },
  {
    key: 'us-gcc-high',
    loginHosts: ['login.microsoftonline.us'],
    graphHost: 'graph.microsoft.us',
    sharePointSuffix: 'sharepoint.us',
  },
  {
    key: 'us-dod',
    loginHosts: ['login.microsoftonline.us'],
    graphHost: 'dod-graph.microsoft.us',
    sharePointSuffix: 'sharepoint-mil.us',
  },
  {
    key: 'china',
    loginHosts: ['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn'],
    graphHost: 'microsoftgraph.chinacloudapi.cn',
    sharePointSuffix: 'sharepoint.cn',
  },
];

export const LOGIN_HOSTS: readonly string[] = [...new Set(CLOUDS.flatMap(({ loginHosts }) => loginHosts))];
export const GRAPH_HOSTS: readonly string[] = CLOUDS.map(({ graphHost }) => graphHost);
export const SHAREPOINT_HOSTS: readonly string[] = CLOUDS.map(({ sharePointSuffix }) => `*.${sharePointSuffix}`);
