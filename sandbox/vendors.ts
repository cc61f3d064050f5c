import { dropbox } from './dropbox/dropbox.js';
import { google } from './google/google.js';
import { microsoft } from './microsoft/microsoft.js';
import { netsuite } from './netsuite/netsuite.js';
import { oidc } from './oidc/oidc.js';
import { redox } from './redox/redox.js';
import { salesforce } from './salesforce/salesforce.js';
import type { VendorPlan } from './stage/vendor.js';

/** Every vendor that the sandbox plays, in alphabetical order: a new one is a folder and a line here. */
export const VENDORS = { dropbox, google, microsoft, netsuite, oidc, redox, salesforce } as const satisfies Record<
  string,
  VendorPlan
>;

export type VendorKey = keyof typeof VENDORS;

/** What each vendor has registered from the start: clients, keys, people, for the demo and for tests. */
export const sandboxAccounts = Object.fromEntries(Object.entries(VENDORS).map(([key, { demo }]) => [key, demo])) as {
  readonly [Key in VendorKey]: (typeof VENDORS)[Key]['demo'];
};
