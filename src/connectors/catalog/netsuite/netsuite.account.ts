import { hostLabel } from '../../contract/fields.js';
import type { Probe } from '../../contract/probe.js';

export const accountId = hostLabel(
  'Account ID',
  'Setup > Integration > SOAP Web Services Preferences, such as 1234567_SB1',
  { underscores: true },
);

interface Account {
  readonly accountId: string;
}

/** As NetSuite itself writes it, in upper case: a realm in lower case is answered like a wrong secret. */
export function realmOf({ accountId: id }: Account): string {
  return id.toUpperCase().replaceAll('-', '_');
}

/** What every method knows of an account: all its services have hosts of its own. */
export const ofAccount = {
  hosts: (account: Account) => [hostOf(account, 'restlets.api'), hostOf(account, 'suitetalk.api')],
  baseUrl: (account: Account) => restBase(account),
  bases: (account: Account) => ({ restlets: `https://${hostOf(account, 'restlets.api')}` }),
};

export function authorizeUrl(account: Account): string {
  return `https://${hostOf(account, 'app')}/app/login/oauth2/authorize.nl`;
}

export function tokenUrl(account: Account): string {
  return `${restBase(account)}/auth/oauth2/v1/token`;
}

/** Needs no permission for any record. There is no call that says who asks. */
export function serverTime(account: Account): Probe & { readonly kind: 'request' } {
  return {
    kind: 'request',
    method: 'GET',
    url: `${restBase(account)}/system/v1/serverTime`,
    account: realmOf(account),
  };
}

function restBase(account: Account): string {
  return `https://${hostOf(account, 'suitetalk.api')}/services/rest`;
}

function hostOf({ accountId: id }: Account, service: string): string {
  return `${id.toLowerCase().replaceAll('_', '-')}.${service}.netsuite.com`;
}
