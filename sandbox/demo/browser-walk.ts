/**
 * What a person's browser does at a consent: open the link, follow to the vendor's page, select Allow, and come back.
 * Cookies are kept per origin as a browser keeps them.
 */
export async function walkThroughConsent(consentUrl: string): Promise<void> {
  const browser = new Browser();
  const page = await browser.open(consentUrl);
  const fields = new URLSearchParams([...hiddenFields(page.html), ['decision', 'allow'], ...chosenUser(page.html)]);
  const end = await browser.open(page.url, fields);
  if (!end.html.includes('data-outcome="issued"')) {
    const words = /<p role="status">([^<]*)/.exec(end.html)?.[1];
    throw new Error(`The consent did not end with a token: ${words ?? end.url}`);
  }
}

interface Page {
  readonly url: string;
  readonly html: string;
}

const MOST_REDIRECTS = 10;

class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();

  async open(url: string, form?: URLSearchParams): Promise<Page> {
    let response = await this.#request(url, form);
    let here = url;
    for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
      const location = response.headers.get('location');
      if (location === null) return { url: here, html: await response.text() };
      await response.body?.cancel();
      here = new URL(location, here).href;
      response = await this.#request(here);
    }
    throw new Error(`Too many redirects at ${here}`);
  }

  async #request(url: string, form?: URLSearchParams): Promise<Response> {
    const { origin } = new URL(url);
    const jar = this.#cookies.get(origin) ?? new Map<string, string>();
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      headers: cookie === '' ? {} : { cookie },
      ...(form === undefined ? {} : { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) jar.set(name, value);
    }
    this.#cookies.set(origin, jar);
    return response;
  }
}

function hiddenFields(html: string): [string, string][] {
  return [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
    name,
    value,
  ]);
}

function chosenUser(html: string): [string, string][] {
  const value = /<input type="radio" name="user" value="([^"]*)" checked/.exec(html)?.[1];
  return value === undefined ? [] : [['user', value]];
}
