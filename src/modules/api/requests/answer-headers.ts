import type { SecurityHeaders } from './security-headers.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The door puts what every answer says on its answers itself. */
    readonly tellsItself?: true;
  }
}

/** What every answer of ours says, besides the id of its request. */
export class AnswerHeaders {
  constructor(private readonly security: SecurityHeaders) {}

  get ofPages(): Readonly<Record<string, string>> {
    return this.security.ofPages;
  }

  /**
   * Of all answers of a route. They hold credentials and private names: no cache between us and the caller may keep
   * them.
   */
  of(url: string): Readonly<Record<string, string>> {
    const { ofPages, ofData } = this.security;
    if (!url.startsWith('/v1/')) return ofPages;
    // What a vendor answers may be a page.
    return { ...(url.startsWith('/v1/proxy/') ? ofPages : ofData), 'cache-control': 'no-store' };
  }
}
