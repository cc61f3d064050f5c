/** Two development packages without types of their own, as far as the tests use them. */
declare module 'oauth-sign' {
  export function generateBase(
    method: string,
    baseUrl: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
  ): string;
  export function hmacsign256(
    method: string,
    baseUrl: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    consumerSecret: string,
    tokenSecret: string,
  ): string;
}

declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export default class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): RequestListener;
    proxy: boolean;
    on(event: string, listener: (...values: unknown[]) => void): this;
  }
}
