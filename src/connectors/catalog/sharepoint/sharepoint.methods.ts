import { type Method, method } from '../../contract/connector.js';
import { choice, secret, text } from '../../contract/fields.js';
import type { OAuthClient, SecretClient } from '../../contract/oauth-client.js';
import type { Probe } from '../../contract/probe.js';
import {
  ENTRA_APP_RENEWAL,
  ENTRA_FIELDS,
  ENTRA_RENEWAL,
  entraAppOnly,
  entraConsent,
  entraHosts,
  graphHost,
} from '../platforms/entra.js';

const { cloud, tenant, clientId, clientSecret } = ENTRA_FIELDS;

const PROOF_FIELDS = {
  proof: choice('Client credential', 'What the app proves itself with: App registrations > Certificates & secrets', {
    secret: 'Client secret',
    certificate: 'Certificate',
  }),
  clientSecret: { ...clientSecret, when: { field: 'proof', is: ['secret'] } },
  certificate: secret('Certificate', 'The PEM file that you uploaded under Certificates & secrets > Certificates', {
    multiline: true,
    when: { field: 'proof', is: ['certificate'] },
  }),
  privateKey: secret('Private key', 'The PEM file of the RSA key that belongs to the certificate', {
    multiline: true,
    when: { field: 'proof', is: ['certificate'] },
  }),
};

type Secret = NonNullable<SecretClient['secret']>;

interface ProofValues {
  readonly clientId: string;
  readonly proof: string;
  readonly clientSecret: Secret;
  readonly certificate: Secret;
  readonly privateKey: Secret;
}

/** https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials. */
function client({ clientId: id, proof, ...proofs }: ProofValues): OAuthClient {
  if (proof !== 'certificate') return { id, secret: proofs.clientSecret, sentIn: 'body' };
  const { certificate, privateKey } = proofs;
  return { id, sentIn: 'assertion', key: { algorithm: 'PS256', privateKey, certificate } };
}

/** Addresses of uploads and downloads are on the SharePoint host of the company, whose name is not known here. */
const LINK_HOSTS: Readonly<Record<string, string>> = {
  global: '*.sharepoint.com',
  'us-government': '*.sharepoint.us',
  'us-government-dod': '*.sharepoint-mil.us',
  china: '*.sharepoint.cn',
};

interface PlaceValues {
  readonly cloud: string;
  readonly tenant: string;
}

const PLACE = {
  hosts: entraHosts,
  linkHosts: (values: PlaceValues) => [LINK_HOSTS[values.cloud] ?? '*.sharepoint.com'],
  baseUrl: (values: PlaceValues) => `https://${graphHost(values)}/v1.0`,
  // SharePoint serves those first that say who they are.
  requests: () => ({ headers: { 'user-agent': 'NONISV|Latchkey|Latchkey/1.0' } }),
};

/** A tenant that is not there and an app that it does not know are told as faults of the request. */
const JUDGEMENTS = { invalid_request: 'configure', invalid_resource: 'configure' } as const;

const REGISTER = 'In the Microsoft Entra admin center, open App registrations > New registration, and name the app.';
const PROVE =
  'Open Certificates & secrets. Either make a client secret and copy its Value, which is shown once (not its Secret ID), or upload a certificate, for instance one made with openssl req -x509 -newkey rsa:2048 -nodes -days 730 -keyout key.pem -out certificate.pem.';
const COPY = 'Copy Application (client) ID and Directory (tenant) ID from Overview into this form.';

const delegated = method({
  key: 'delegated',
  title: 'OAuth 2.0, a person',
  fields: {
    cloud,
    tenant,
    access: choice('Access', 'What the connection may do with the sites of the person who consents', {
      'Sites.ReadWrite.All': 'Read and write',
      'Sites.Read.All': 'Read only',
    }),
    clientId,
    ...PROOF_FIELDS,
  },
  setup: [
    REGISTER,
    'Under Redirect URI, choose Web (a single-page application gets tokens for a day only) and paste the Redirect URI of this form.',
    'Open API permissions > Add a permission > Microsoft Graph > Delegated permissions, and add offline_access, User.Read, and Sites.ReadWrite.All or Sites.Read.All.',
    'Select Grant admin consent, unless people of your company may consent to apps themselves.',
    PROVE,
    COPY,
  ],
  scheme: {
    ...entraConsent(['User.Read']),
    client,
    chosenScopes: ({ access }) => [access],
    judgements: JUDGEMENTS,
  },
  renewal: ENTRA_RENEWAL,
  ...PLACE,
  probe: (values): Probe => ({
    kind: 'request',
    method: 'GET',
    url: `${PLACE.baseUrl(values)}/me?$select=id,displayName,userPrincipalName,mail`,
    identity: ['userPrincipalName', 'displayName', 'id'],
  }),
});

const SITE_URL = {
  source: 'https:\\/\\/[A-Za-z0-9.-]+(\\/[^\\s?#]*)?',
  hint: 'is the address of a site, such as https://contoso.sharepoint.com/sites/clinic',
};

const appOnly = method({
  key: 'app-only',
  title: 'OAuth 2.0, the app itself',
  fields: {
    cloud,
    // Client credentials are asked for at the endpoint of one company.
    tenant: text(tenant.label, tenant.where, {
      pattern: {
        source: '(?!(?:common|organizations|consumers)$)[A-Za-z0-9][A-Za-z0-9.-]*',
        hint: 'is the id or the domain of one directory',
      },
    }),
    clientId,
    ...PROOF_FIELDS,
    site: text('Site for the test', 'The address of a site that the app may read; needed with Sites.Selected only', {
      required: false,
      pattern: SITE_URL,
    }),
  },
  setup: [
    REGISTER,
    'Open API permissions > Add a permission > Microsoft Graph > Application permissions, and add Sites.Selected, or Sites.ReadWrite.All for every site.',
    'Select Grant admin consent.',
    'With Sites.Selected, let the app into each site: an admin sends POST /sites/ID/permissions with the role read or write to Microsoft Graph.',
    PROVE,
    COPY,
  ],
  scheme: { ...entraAppOnly(), client, judgements: JUDGEMENTS },
  renewal: ENTRA_APP_RENEWAL,
  ...PLACE,
  probe: ({ site, ...place }): Probe => ({
    kind: 'request',
    method: 'GET',
    url: `${PLACE.baseUrl(place)}/sites/${siteAddress(site)}?$select=id,displayName,webUrl,siteCollection`,
    identity: ['siteCollection.hostname', 'webUrl', 'displayName'],
  }),
});

export const SHAREPOINT_METHODS: readonly Method[] = [delegated, appOnly];

/** The root site, which an app with Sites.Selected may not see, unless another is named. */
function siteAddress(site: string): string {
  if (site === '') return 'root';
  const [, host = '', path = ''] = /^(?:https:\/\/)?([^/]*)(.*?)\/*$/.exec(site) ?? [];
  return path === '' ? host : `${host}:${path}`;
}
