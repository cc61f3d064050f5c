import { choice, text } from '../../contract/fields.js';

const TYPED = { field: 'addresses', is: ['typed'] };
const addressOf = (label: string, where: string) =>
  text(label, where, { format: 'address', maxLength: 1_000, when: TYPED });

/** Where tokens come from: told by the issuer, or typed. */
export const ADDRESS_FIELDS = {
  addresses: choice('Addresses', 'Whether the vendor publishes its addresses at its issuer', {
    issuer: 'From the issuer (OpenID Connect or OAuth discovery)',
    typed: 'Typed here',
  }),
  issuer: text('Issuer', 'The "issuer" of the discovery document, letter for letter', {
    format: 'address',
    maxLength: 1_000,
    when: { field: 'addresses', is: ['issuer'] },
  }),
  tokenUrl: addressOf('Token URL', 'The token endpoint in the documentation of the vendor'),
} as const;

export const AUTHORIZE_URL = addressOf(
  'Authorization URL',
  'The authorization endpoint in the documentation of the vendor',
);
export const DEVICE_URL = addressOf('Device authorization URL', 'The endpoint that gives device codes');

/** What is asked for. */
export const REQUEST_FIELDS = {
  scopes: text('Scopes', 'As the vendor writes them, with spaces between', { required: false, maxLength: 4_000 }),
  audience: text('Audience', 'Only for vendors that want to know for which API the token is', { required: false }),
  resource: text('Resource', 'Only for vendors that take resource indicators (RFC 8707)', { required: false }),
} as const;

export interface RequestValues {
  readonly scopes: string;
  readonly audience: string;
  readonly resource: string;
}

/** Facts of a scheme that follow from the request's fields. */
export const REQUESTED = {
  scopes: [],
  chosenScopes: ({ scopes }: RequestValues): readonly string[] => scopes.split(/\s+/).filter((scope) => scope !== ''),
  tokenParams: ({ audience, resource }: RequestValues): Readonly<Record<string, string>> => ({ audience, resource }),
} as const;

export interface AddressValues {
  readonly issuer: string;
  readonly tokenUrl: string;
}

/** Facts of a scheme that follow from the addresses; what the issuer tells is not known here, so it stands for them. */
export const ADDRESSED = {
  discover: ({ issuer }: AddressValues): string => issuer,
  tokenUrl: ({ issuer, tokenUrl }: AddressValues): string => (issuer === '' ? tokenUrl : issuer),
} as const;
