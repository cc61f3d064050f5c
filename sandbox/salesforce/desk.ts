import type { GrantBook } from '../oauth/grant-book.js';
import type { GrantData } from '../oauth/grants.js';
import type { State } from '../stage/state.js';
import type { Backstage } from '../stage/vendor.js';
import type { SalesforceApp, SalesforceOrg, SalesforceUser } from './accounts.js';
import type { IngestJob, QueryJob } from './bulk/jobs.js';
import type { ObjectStore } from './objects.js';

/** Login hosts and API hosts alike. */
export const ANY_HOST = '*.salesforce.com';

/** Everything this Salesforce remembers. */
export interface SalesforceState {
  readonly apps: Map<string, SalesforceApp>;
  readonly orgs: readonly SalesforceOrg[];
  readonly users: readonly SalesforceUser[];
  readonly grants: GrantData;
  readonly objects: ObjectStore;
  /** Ids of deleted records, with their org. */
  readonly recycled: Map<string, string>;
  /** Queries whose next page may still be asked for, by locator. */
  readonly locators: Map<string, string>;
  /** Bulk API 2.0. */
  readonly jobs: Map<string, IngestJob>;
  readonly queryJobs: Map<string, QueryJob>;
}

/** What the rooms of this vendor work with. */
export interface SalesforceDesk {
  readonly state: State<SalesforceState>;
  readonly book: GrantBook;
  readonly clock: Backstage['clock'];
}

/** Who can sign in at a host: production at login, sandboxes at test, one org at its My Domain. */
export function usersAt(
  host: string,
  { orgs, users }: Pick<SalesforceState, 'orgs' | 'users'>,
): readonly SalesforceUser[] {
  return users.filter(({ orgId }) => {
    const org = orgs.find(({ id }) => id === orgId);
    if (host === 'login.salesforce.com') return org?.isSandbox === false;
    if (host === 'test.salesforce.com') return org?.isSandbox === true;
    return org?.myDomain === host;
  });
}
