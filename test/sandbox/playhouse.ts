import { createHash, randomBytes } from 'node:crypto';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.js';
import type { VendorKey } from '../../sandbox/vendors.js';

export const CALLBACK = 'http://localhost:3000/oauth/callback';

/** One vendor of the sandbox, spoken to over HTTP. */
export class Playhouse {
  private constructor(
    readonly sandbox: Sandbox,
    private readonly vendor: VendorKey,
  ) {}

  static async open(vendor: VendorKey, folder?: string): Promise<Playhouse> {
    const sandbox = await startSandbox({ vendors: [vendor], ...(folder === undefined ? {} : { folder }) });
    return new Playhouse(sandbox, vendor);
  }

  get url(): string {
    return this.sandbox.vendors[this.vendor].url;
  }

  close(): Promise<void> {
    return this.sandbox.close();
  }

  /** `call('POST', 'api.dropboxapi.com/2/check/user', {...})`; redirects are not followed. */
  call(
    method: string,
    address: string,
    request: { headers?: Record<string, string>; body?: string | Buffer } = {},
  ): Promise<Response> {
    return fetch(`${this.url}/${address}`, { method, redirect: 'manual', ...request });
  }

  form(address: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
    return this.call('POST', address, {
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  json(address: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.call('POST', address, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  async control(method: string, door: string, body?: unknown): Promise<Record<string, unknown>> {
    const response = await this.call(
      method,
      `_sandbox/${door}`,
      body === undefined ? {} : { body: JSON.stringify(body) },
    );
    const text = await response.text();
    return text === '' ? {} : record(JSON.parse(text));
  }

  async mood(...moods: Record<string, unknown>[]): Promise<void> {
    const answer = await this.control('PUT', 'moods', moods);
    if (answer.error !== undefined) throw new Error(String(answer.error));
  }

  async journal(endpoint: string): Promise<Record<string, unknown>[]> {
    const { calls } = await this.control('GET', `journal?endpoint=${endpoint}`);
    return Array.isArray(calls) ? calls.map(record) : [];
  }

  aheadBy(seconds: number): Promise<unknown> {
    return this.control('POST', 'clock', { aheadBySeconds: seconds });
  }

  /** Opens the consent page and presses a button; the answer is where the browser is sent. */
  async consent(
    authorize: string,
    query: Record<string, string>,
    choice: { decision?: 'allow' | 'deny'; user?: string } = {},
  ): Promise<URL> {
    const page = await this.call('GET', `${authorize}?${new URLSearchParams(query)}`);
    if (page.status === 302) return new URL(page.headers.get('location') ?? '');
    const ticket = /name="ticket" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const fields = {
      ticket,
      decision: choice.decision ?? 'allow',
      ...(choice.user === undefined ? {} : { user: choice.user }),
    };
    const answer = await this.form(authorize, fields);
    return new URL(answer.headers.get('location') ?? 'about:blank');
  }
}

export function basic(id: string, secret: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

export function bearer(token: unknown): Record<string, string> {
  return { authorization: `Bearer ${String(token)}` };
}

export function newVerifier(): { verifier: string; challenge: string } {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

export async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return record(await response.json());
}
