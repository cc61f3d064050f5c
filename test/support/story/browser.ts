/** A page that the browser shows. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
}

const MOST_REDIRECTS = 10;

/** A browser as far as consents need one: cookies, redirects and forms, and a name server of its own. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** `sites` says which real address stands behind an origin. */
  constructor(private readonly sites: Readonly<Record<string, string>>) {}

  /** Goes to an address and follows every redirect. */
  async open(address: string): Promise<Page> {
    let url = new URL(address);
    for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
      const page = await this.request(url, {});
      const location = page.headers.get('location');
      if (page.status < 300 || page.status > 399 || location === null) return page;
      url = new URL(location, url);
    }
    throw new Error(`${address} redirects for ever`);
  }

  /** One request without following: where the answer leads. */
  async step(address: string): Promise<Page> {
    return this.request(new URL(address), {});
  }

  /** Presses a button of the consent page; answers where the vendor sends the browser, without going there. */
  async decide(page: Page, decision: 'allow' | 'deny', user?: string): Promise<string> {
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.html)?.[1];
    if (ticket === undefined) throw new Error(`This is no consent page (status ${page.status}): ${page.html}`);
    const target = new URL(page.url);
    target.search = '';
    const form = { ticket, decision, ...(user === undefined ? {} : { user }) };
    const answer = await this.request(target, { method: 'POST', body: new URLSearchParams(form) });
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`The vendor sent the browser nowhere: ${answer.html}`);
    return location;
  }

  /** The whole walk of a consent: link, vendor's page, button, callback. */
  async consent(link: string, decision: 'allow' | 'deny' = 'allow', user?: string): Promise<Page> {
    return this.open(await this.decide(await this.open(link), decision, user));
  }

  private async request(url: URL, init: { method?: string; body?: URLSearchParams }): Promise<Page> {
    const site = this.sites[url.origin] ?? url.origin;
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${site}${url.pathname}${url.search}`, {
      ...init,
      redirect: 'manual',
      headers: cookie !== '' && site !== url.origin ? { cookie } : {},
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) this.#cookies.set(name, value);
    }
    return { url, status: response.status, headers: response.headers, html: await response.text() };
  }
}
