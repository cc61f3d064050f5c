/** The certified server, as far as the sandbox uses it; the package brings no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface IssuedValue {
    readonly clientId: string;
    readonly accountId?: string;
    readonly scope?: string;
  }

  export interface Finder {
    find(value: string): Promise<IssuedValue | undefined>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    /** Whether it believes what a proxy in front of it says. */
    proxy: boolean;
    readonly AccessToken: Finder;
    readonly ClientCredentials: Finder;
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  }
}
