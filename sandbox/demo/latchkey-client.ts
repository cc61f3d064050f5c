/** An answer that is no success; shows what the server says, which never holds a secret. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    what: string,
    body: unknown,
  ) {
    super(`${what} was answered with ${status}: ${JSON.stringify(body)}`);
    this.name = 'Refusal';
  }
}

/** What this demo reads of the server's answers. */
export type Json = Readonly<Record<string, unknown>>;

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The HTTP API of a running server, with one key or with none. The demo has no other way in than everybody else. */
export class LatchkeyClient {
  constructor(
    private readonly url: string,
    private readonly key?: string,
  ) {}

  get(path: string): Promise<Json> {
    return this.call({ method: 'GET', path });
  }

  post(path: string, body: Json = {}): Promise<Json> {
    return this.call({ method: 'POST', path, body });
  }

  /** Something whose name is given, which must not be there yet. */
  create(path: string, body: Json): Promise<Json> {
    return this.call({ method: 'PUT', path, body, headers: { 'if-none-match': '*' } });
  }

  /** A change of something that nobody else changes here: any version of it is the one that was seen. */
  postOver(path: string): Promise<Json> {
    return this.call({ method: 'POST', path, body: {}, headers: { 'if-match': '*' } });
  }

  /** @throws Refusal */
  private async call({ method, path, body, headers }: Request): Promise<Json> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Refusal(response.status, `${method} ${path}`, answer);
    return answer as Json;
  }
}

export function textIn(answer: Json, member: string): string {
  const value = answer[member];
  if (typeof value !== 'string') throw new Error(`The answer has no text "${member}".`);
  return value;
}

export function listIn(answer: Json, member: string): readonly Json[] {
  const value = answer[member];
  if (!Array.isArray(value)) throw new Error(`The answer has no list "${member}".`);
  return value;
}
