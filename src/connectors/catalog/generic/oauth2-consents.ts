import { method } from '../../contract/connector.js';
import { text } from '../../contract/fields.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../../contract/renewal-facts.js';
import { CLIENT_FIELDS, clientOf } from './client-fields.js';
import { ADDRESS_FIELDS, ADDRESSED, AUTHORIZE_URL, DEVICE_URL, REQUEST_FIELDS, REQUESTED } from './oauth2-fields.js';
import { SERVICE, SERVICE_FIELDS, serviceHosts } from './service-fields.js';

/** RFC 6749 section 6: a renewal may bring a new refresh token, and nobody knows what becomes of the old one. */
const RENEWAL: RenewalFacts = { rates: ALL_RENEWAL_RATES, defaultRate: 'disabled', rotatesRefreshToken: 'optional' };

export const BY_CODE = method({
  key: 'authorization-code',
  title: 'Authorization code (a person consents)',
  fields: {
    ...ADDRESS_FIELDS,
    authorizeUrl: AUTHORIZE_URL,
    ...CLIENT_FIELDS,
    ...REQUEST_FIELDS,
    parameters: text('Further parameters', 'Of the consent page, such as access_type=offline&prompt=consent', {
      required: false,
      maxLength: 2_000,
    }),
    ...SERVICE_FIELDS,
  },
  setup: [
    'Register a client at the vendor and paste the Redirect URI of this form there.',
    'If refresh tokens have to be asked for, add the scope that does it, often offline_access.',
    'Copy the Client ID and what proves the client into this form.',
  ],
  scheme: {
    kind: 'authorization-code',
    client: (values) => clientOf(values),
    authorizeUrl: ({ issuer, authorizeUrl }) => (issuer === '' ? authorizeUrl : issuer),
    chosenParams: ({ parameters }) => Object.fromEntries(new URLSearchParams(parameters)),
    pkce: 'S256',
    redirectUriLabel: 'Redirect URI',
    ...ADDRESSED,
    ...REQUESTED,
  },
  renewal: RENEWAL,
  ...SERVICE,
  hosts: (values) => serviceHosts(values, values.issuer, values.tokenUrl),
});

export const BY_DEVICE = method({
  key: 'device-code',
  title: 'Device code (a person enters a code)',
  fields: { ...ADDRESS_FIELDS, deviceUrl: DEVICE_URL, ...CLIENT_FIELDS, ...REQUEST_FIELDS, ...SERVICE_FIELDS },
  setup: [
    'Register a client at the vendor that may use the device authorization grant.',
    'Copy the Client ID and what proves the client into this form.',
  ],
  scheme: {
    kind: 'device-code',
    client: (values) => clientOf(values),
    deviceUrl: ({ issuer, deviceUrl }) => (issuer === '' ? deviceUrl : issuer),
    ...ADDRESSED,
    ...REQUESTED,
  },
  renewal: RENEWAL,
  ...SERVICE,
  hosts: (values) => serviceHosts(values, values.issuer, values.tokenUrl, values.deviceUrl),
});
