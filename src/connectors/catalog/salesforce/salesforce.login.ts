import { choice, hostLabel, text } from '../../contract/fields.js';
import type { AnswerFacts, Judgements } from '../../contract/scheme.js';

/** The environments with a My Domain, and what stands between its name and `.my.salesforce.com`. */
const PARTITIONS: Readonly<Record<string, string>> = {
  'my-domain': '',
  'my-domain-sandbox': '.sandbox',
  'my-domain-developer': '.develop',
  'my-domain-scratch': '.scratch',
  'my-domain-playground': '.trailblaze',
};

const MY_DOMAINS = {
  'my-domain': 'My Domain',
  'my-domain-sandbox': 'My Domain of a sandbox',
  'my-domain-developer': 'My Domain of a developer org',
  'my-domain-scratch': 'My Domain of a scratch org',
  'my-domain-playground': 'My Domain of a Trailhead Playground',
};

const WHERE_SIGNED_IN = 'Where you sign in to Salesforce';
const MY_DOMAIN = ['My Domain', 'Setup > My Domain, the first part of the current My Domain URL'] as const;

/** For a method that any login host serves. */
export const anyLogin = {
  environment: choice('Environment', WHERE_SIGNED_IN, { production: 'Production', sandbox: 'Sandbox', ...MY_DOMAINS }),
  myDomain: hostLabel(...MY_DOMAIN, { when: { field: 'environment', is: Object.keys(PARTITIONS) } }),
};

/** For a method that Salesforce serves on a My Domain only. */
export const myDomainLogin = {
  environment: choice('Environment', WHERE_SIGNED_IN, MY_DOMAINS),
  myDomain: hostLabel(...MY_DOMAIN),
};

export const consumerKey = text('Consumer Key', 'Settings of the External Client App, Consumer Key and Secret');

interface Login {
  readonly environment: string;
  readonly myDomain: string;
}

export function loginHost({ environment, myDomain }: Login): string {
  const partition = Object.hasOwn(PARTITIONS, environment) ? PARTITIONS[environment] : undefined;
  if (partition !== undefined) return `${myDomain.toLowerCase()}${partition}.my.salesforce.com`;
  return environment === 'sandbox' ? 'test.salesforce.com' : 'login.salesforce.com';
}

export function loginUrl(login: Login, path: string): string {
  return `https://${loginHost(login)}${path}`;
}

/** Whom an assertion must be meant for: the login service, also when a My Domain takes it. */
export function assertionAudience({ environment }: Login): string {
  const isSandbox = ['sandbox', 'my-domain-sandbox', 'my-domain-scratch'].includes(environment);
  return isSandbox ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}

export const SALESFORCE_ANSWER: AnswerFacts = {
  issuedAtMs: 'issued_at',
  // No lifetime is stated: it is the session timeout of the org, two hours unless an admin changed it.
  assumedLifetimeSeconds: 5_400,
  baseUrl: 'instance_url',
  keep: ['id'],
};

/** Who must act on the codes that are Salesforce's own. */
export const SALESFORCE_JUDGEMENTS: Judgements = {
  invalid_client_id: 'configure',
  redirect_uri_mismatch: 'configure',
  unsupported_grant_type: 'configure',
  OAUTH_APP_BLOCKED: 'configure',
  OAUTH_EC_APP_NOT_FOUND: 'configure',
  inactive_org: 'configure',
  inactive_user: 'reconnect',
  rate_limit_exceeded: 'wait',
};
