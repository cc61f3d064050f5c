import { BrokerError } from '../kernel/broker.error.js';
import type { TextFormat } from './contract/fields.js';
import { isHostPattern, parseVendorUrl } from './wire/host-rules.js';

const HEADER_LINE = /^[!#$%&'*+.^_`|~\w-]{1,200}:[\x20-\x7e]*$/;
/** A credential's own places: what proves who asks is typed into a secret field. */
const SECRET_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** What is wrong with a text of this format, to be said after its label; undefined when nothing is. */
export function complaintAbout(text: string, format: TextFormat): string | undefined {
  switch (format) {
    case 'address':
      return addressComplaint(text);
    case 'hosts': {
      const wrong = listed(text).find((host) => !isHostPattern(host));
      return wrong === undefined ? undefined : `has "${wrong.slice(0, 100)}", which is no host name and no *.suffix`;
    }
    case 'headers':
      return headersComplaint(text);
  }
}

/** Host names stand apart by spaces or commas. */
function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((host) => host !== '');
}

/** Plain http is for private hosts that the operator allows, which is checked when a request is sent. */
function addressComplaint(text: string): string | undefined {
  try {
    const url = parseVendorUrl(text);
    return url.hash === '' ? undefined : 'must not have a fragment';
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    return `must be an address like https://api.example.com/v1 (${String(error.facts.reason)})`;
  }
}

function headersComplaint(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  if (filled.some((line) => !HEADER_LINE.test(line))) return 'must have one "Name: value" on each line';
  const names = filled.map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
  const secret = names.find((name) => SECRET_HEADERS.has(name));
  return secret === undefined ? undefined : `must not have ${secret}: what is secret has a field of its own`;
}
