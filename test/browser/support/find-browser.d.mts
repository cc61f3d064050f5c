/** The environment that a browser is started in. */
export function environmentOf(browser: Readonly<Record<string, string | undefined>>): Record<string, string>;
