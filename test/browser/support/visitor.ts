import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Response } from 'playwright-core';
import { PASSWORD } from '../../support/browser-client.js';
import { accessibilityFindings } from './accessibility.js';
import type { House } from './house.js';
import { slowDown } from './slowness.js';

export type Scheme = 'light' | 'dark';

/** How long something may take to appear: more than a busy machine needs, less than what ends the test without a word. */
const PATIENCE_MS = 40_000;
/** Far more than any page has places for the focus. */
const MOST_STOPS = 120;

/** A person at a browser of their own: no cookies, one window, and an eye on what the console says. */
export class Visitor {
  readonly #troubles: string[] = [];
  readonly #heard: Promise<string>[] = [];

  private constructor(
    private readonly house: House,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async arrive(browser: Browser, house: House, options: BrowserContextOptions = {}): Promise<Visitor> {
    const looks = { locale: 'en-GB', timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' } as const;
    const context = await browser.newContext({ ...looks, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    await slowDown(context);
    const page = await context.newPage();
    const visitor = new Visitor(house, context, page);
    visitor.listen();
    return visitor;
  }

  /** Opens the account of a one-time link, as its page does, and is signed in. */
  async join(link: string): Promise<void> {
    const answer = await this.context.request.post(`${this.house.url}/v1/one-time-links/redeem`, {
      data: { secret: new URL(link).hash.slice(1), password: PASSWORD },
    });
    if (!answer.ok()) throw new Error(`The link does not open: ${await answer.text()}`);
  }

  /** Goes to a path of the house. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.house.url}${path}`);
  }

  /** Presses the button of this name with the keyboard alone. */
  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button }).first().waitFor();
    await this.tabTo(button);
    await this.page.keyboard.press('Enter');
  }

  /** Moves the focus with Tab until it is on what has a name that begins like this. */
  async tabTo(name: string): Promise<void> {
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      await this.page.keyboard.press('Tab');
      const focused = this.page.locator(':focus');
      if ((await focused.count()) !== 1) continue;
      // The first line is what has the focus. What stands below is inside it, and has no focus of its own.
      const [itself = ''] = (await focused.ariaSnapshot()).split('\n');
      if (itself.includes(`"${name}`)) return;
    }
    throw new Error(`"${name}" is not reached with the keyboard`);
  }

  /** Waits until the focus is there, as a person does before typing. */
  async focusOn(place: Locator): Promise<void> {
    await place.and(this.page.locator(':focus')).waitFor();
  }

  /** Nothing on the page waits for an answer any more. */
  async settle(): Promise<void> {
    await this.page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' });
  }

  /** The browser tells the page of another scheme, and the page puts it on; pages of the server alone follow at once. */
  async wear(scheme: Scheme): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme });
    const attribute = 'data-mantine-color-scheme';
    const dressed = this.page.locator(`html[${attribute}="${scheme}"], html:not([${attribute}])`);
    await dressed.waitFor({ state: 'attached' });
  }

  /** The dialog that was answered is gone, and with it the buttons that it repeats from the page. */
  async dialogClosed(): Promise<void> {
    await this.page.getByRole('dialog').waitFor({ state: 'detached' });
  }

  /** What axe finds on this page, in light and in dark. */
  async findings(): Promise<readonly string[]> {
    const findings: string[] = [];
    for (const scheme of ['light', 'dark'] as const) {
      await this.wear(scheme);
      findings.push(...(await accessibilityFindings(this.page)).map((finding) => `${scheme}: ${finding}`));
    }
    return findings;
  }

  /** Errors of scripts, refusals of the content policy, and requests to hosts that are neither ours nor a vendor's. */
  get troubles(): readonly string[] {
    return this.#troubles;
  }

  /** Every answer of our API so far, as text. */
  async heard(): Promise<string> {
    return (await Promise.all(this.#heard)).join('\n');
  }

  leave(): Promise<void> {
    return this.context.close();
  }

  private listen(): void {
    this.context.on('weberror', (error) => this.#troubles.push(`error: ${error.error().message}`));
    this.context.on('console', (message) => {
      // Refused requests are shown to the person and checked there; the browser repeats them here.
      if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return;
      this.#troubles.push(`console: ${message.text()}`);
    });
    this.context.on('response', (response) => this.hear(response));
    this.context.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      const isOurs = ['data:', 'blob:'].includes(protocol) || ['localhost', '127.0.0.1'].includes(hostname);
      if (!isOurs) this.#troubles.push(`request to ${hostname}`);
    });
  }

  private hear(response: Response): void {
    const { origin, pathname } = new URL(response.url());
    // The demo's values are public, and streams have no end.
    if (origin !== this.house.url || !/^\/v1\/(?!events|connectors)/.test(pathname)) return;
    this.#heard.push(response.text().catch(() => ''));
  }
}
