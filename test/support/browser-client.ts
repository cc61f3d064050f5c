import type { Answer } from './api-client.js';
import type { TestApp } from './app.js';

/** A browser without a screen: it keeps its cookies, and its page sends the token that proves whose page it is. */
export class BrowserClient {
  readonly cookies = new Map<string, string>();
  csrfToken: string | undefined;

  /** @param headers that go with every request, such as the address that a proxy states */
  constructor(
    private readonly url: string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  post(path: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', path, { body, headers });
  }

  patch(path: string, body: unknown): Promise<Answer> {
    return this.send('PATCH', path, { body, headers: { 'if-match': '*' } });
  }

  delete(path: string): Promise<Answer> {
    return this.send('DELETE', path, { headers: { 'if-match': '*' } });
  }

  signIn(email: string, password: string, more: Record<string, string> = {}): Promise<Answer> {
    return this.post('/v1/session', { email, password, ...more });
  }

  /** Opens a one-time link as its page does. */
  redeem(link: string, form: Record<string, string>): Promise<Answer> {
    return this.post('/v1/one-time-links/redeem', { secret: secretOf(link), ...form });
  }

  async send(
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...this.headers,
        ...(this.cookies.size > 0 && { cookie: [...this.cookies].map((pair) => pair.join('=')).join('; ') }),
        ...(this.csrfToken !== undefined && { 'x-csrf-token': this.csrfToken }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const text = await response.text();
    const answer = { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
    if (typeof answer.body.csrfToken === 'string') this.csrfToken = answer.body.csrfToken;
    return answer;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export function secretOf(link: string): string {
  return new URL(link).hash.slice(1);
}

export const PASSWORD = 'correct horse battery staple';

interface Person {
  readonly email: string;
  readonly role: 'admin' | 'designer';
  readonly appIds?: readonly string[];
}

/** Somebody whom this admin has invited, and who has joined in a browser of his own. */
export async function joined(
  app: Pick<TestApp, 'url'>,
  admin: { post(path: string, body: unknown): Promise<Answer> },
  { email, ...person }: Person,
): Promise<BrowserClient & { readonly userId: string }> {
  const invited = await admin.post('/v1/users', { email, name: email.split('@')[0], ...person });
  if (invited.status !== 201) throw new Error(`Nobody was invited: ${JSON.stringify(invited.body)}`);
  const browser = new BrowserClient(app.url);
  const answer = await browser.redeem(invited.body.link.url, { password: PASSWORD });
  if (answer.status !== 200) throw new Error(`Nobody has joined: ${JSON.stringify(answer.body)}`);
  return Object.assign(browser, { userId: invited.body.id as string });
}
