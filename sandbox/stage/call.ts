import type { IncomingHttpHeaders } from 'node:http';
import type { FileDigest } from '../files/file-digest.js';

/** One request as the vendor sees it: addressed to the vendor's own host, whatever address it really came in by. */
export class Call {
  readonly method: string;
  readonly host: string;
  /** As sent: not decoded, not normalised, because signatures are computed over it. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Empty when the route takes a file. */
  body: Buffer;
  /** The file that came, where the route takes one. */
  file: FileDigest | undefined;
  /** Set by the router: what the `:name` pieces of the route's path stood for. */
  params: Readonly<Record<string, string>> = {};
  /** The name of the route that answers; moods and the journal go by it. */
  endpoint = 'unknown';
  /** What the journal keeps besides the usual: NetSuite's audit code, the grant type. Never a credential. */
  readonly notes: Record<string, string> = {};

  constructor(facts: { method: string; host: string; target: string; headers: IncomingHttpHeaders; body?: Buffer }) {
    const [path = '/', ...search] = facts.target.split('?');
    this.method = facts.method;
    this.host = facts.host;
    this.path = path;
    this.search = search.join('?');
    this.headers = facts.headers;
    this.body = facts.body ?? Buffer.alloc(0);
  }

  /** The query as sent, without the question mark. */
  readonly search: string;

  /** The vendor's own address of this call, without the query: what audiences are compared with. */
  get address(): string {
    return `https://${this.host}${this.path}`;
  }

  get query(): URLSearchParams {
    return new URLSearchParams(this.search);
  }

  /** The media type without parameters, lower case; empty when none was sent. */
  get contentType(): string {
    return (this.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  }

  /** The form fields; undefined when the body is not declared as a form. */
  form(): URLSearchParams | undefined {
    if (this.contentType !== 'application/x-www-form-urlencoded') return undefined;
    return new URLSearchParams(this.body.toString('utf8'));
  }

  /** The parsed body; undefined when it is not JSON. */
  json(): unknown {
    try {
      return JSON.parse(this.body.toString('utf8')) as unknown;
    } catch {
      return undefined;
    }
  }

  /** A header that must occur once; an empty string when it is absent. */
  header(name: string): string {
    const value = this.headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? '');
  }

  bearer(): string | undefined {
    return /^Bearer +([^\s]+)$/i.exec(this.header('authorization'))?.[1];
  }

  /** The two halves of HTTP Basic, form-decoded as RFC 6749 section 2.3.1 asks; undefined when absent or malformed. */
  basic(): { id: string; secret: string } | undefined {
    const encoded = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(this.header('authorization'))?.[1];
    if (encoded === undefined) return undefined;
    const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
    try {
      return { id: decodeURIComponent(id), secret: decodeURIComponent(secret.join(':')) };
    } catch {
      return { id, secret: secret.join(':') };
    }
  }
}

/** The value as a record of unknown members; undefined for everything that is not a plain object. */
export function asRecord(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(Object.entries(value));
}

/** The member as text; undefined when it is something else. */
export function textOf(record: Record<string, unknown> | undefined, member: string): string | undefined {
  const value = record?.[member];
  return typeof value === 'string' ? value : undefined;
}
