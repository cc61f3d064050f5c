import { OPERATOR_KEY, type TestApp } from './app.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON, or the text of another media type. */
  readonly body: Json;
}

/** Whatever the server sent; a test reads the members that it expects. */
export type Json = ReturnType<typeof JSON.parse>;

/** Speaks to the running application as one caller. */
export class ApiClient {
  constructor(
    private readonly url: string,
    readonly key?: string,
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { method: 'POST', body: JSON.stringify(body), headers });
  }

  put(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { method: 'PUT', body: JSON.stringify(body), headers });
  }

  patch(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { method: 'PATCH', body: JSON.stringify(body), headers });
  }

  delete(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { method: 'DELETE', headers });
  }

  /** As this caller; JSON unless the headers say otherwise. */
  async send(path: string, options: { method?: string; body?: string; headers?: Record<string, string> }) {
    const headers = {
      ...(this.key !== undefined && { authorization: `Bearer ${this.key}` }),
      ...(options.body !== undefined && { 'content-type': 'application/json' }),
      ...options.headers,
    };
    const response = await fetch(`${this.url}${path}`, { ...options, headers });
    return { status: response.status, headers: response.headers, body: await bodyOf(response) };
  }

  as(key: string): ApiClient {
    return new ApiClient(this.url, key);
  }
}

/** A stream never ends by itself: whoever wants to hear it takes an `EventListener`. */
async function bodyOf(response: Response): Promise<Answer['body']> {
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return parsed(await response.text());
  await response.body?.cancel();
  return undefined;
}

export function operatorOf(app: Pick<TestApp, 'url'>): ApiClient {
  return new ApiClient(app.url, OPERATOR_KEY);
}

export interface TestTenant {
  readonly id: string;
  readonly name: string;
  readonly admin: ApiClient;
  readonly adminKeyId: string;
}

let tenants = 0;

/** A tenant with an admin who has all rights. */
export async function createTenant(app: Pick<TestApp, 'url'>, name = `Tenant ${++tenants}`): Promise<TestTenant> {
  const { status, body } = await operatorOf(app).post('/v1/tenants', { name });
  if (status !== 201) throw new Error(`No tenant was created: ${JSON.stringify(body)}`);
  return { id: body.id, name, admin: new ApiClient(app.url, body.adminKey.key), adminKeyId: body.adminKey.id };
}

/** An app of that tenant; answers its id. */
export async function createApp({ admin }: TestTenant, name: string): Promise<string> {
  const { status, body } = await admin.post('/v1/apps', { name, kind: 'process-based' });
  if (status !== 201) throw new Error(`No app was created: ${JSON.stringify(body)}`);
  return body.id;
}

/** A caller with a key that this admin made. */
export async function createCaller(
  admin: ApiClient,
  key: Record<string, unknown>,
): Promise<ApiClient & { id: string }> {
  const { status, body } = await admin.post('/v1/keys', { name: 'a key', ...key });
  if (status !== 201) throw new Error(`No key was created: ${JSON.stringify(body)}`);
  return Object.assign(admin.as(body.key), { id: body.id });
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
