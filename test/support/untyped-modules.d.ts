/** A development package without types of its own, as far as the tests use it. */
declare module 'oauth-sign' {
  export function hmacsign256(
    ...request: [
      method: string,
      baseUrl: string,
      parameters: Readonly<Record<string, string | readonly string[]>>,
      consumerSecret: string,
      tokenSecret: string,
    ]
  ): string;

  export function hmacsign(
    ...request: [
      method: string,
      baseUrl: string,
      parameters: Readonly<Record<string, string | readonly string[]>>,
      consumerSecret: string,
      tokenSecret: string,
    ]
  ): string;
}
