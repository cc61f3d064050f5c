import { text } from '../../contract/fields.js';

/** Where a company runs the product itself, so that nobody else knows the address. */
export const OWN_SERVER_FIELDS = {
  address: text(
    'Address',
    'What the address bar shows on the first page of your server, such as https://shop.example.com',
    {
      format: 'address',
      maxLength: 1_000,
    },
  ),
};

interface OwnServer {
  readonly address: string;
}

/** The server's own host and no other. */
export function ownHosts({ address }: OwnServer): readonly string[] {
  return URL.canParse(address) ? [new URL(address).hostname] : [];
}

export function onOwnServer({ address }: OwnServer, path: string): string {
  return `${address.replace(/\/+$/, '')}${path}`;
}
