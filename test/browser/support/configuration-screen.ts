import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.js';
import type { Visitor } from './visitor.js';

/** Where the token is made: the Manage Center, or an app. */
export type Place = '/manage/tokens' | `/apps/${string}/tokens`;

/** The configuration screen of an access token, as the hands of a person know it: labels and buttons. */
export class ConfigurationScreen {
  readonly page: Page;

  constructor(readonly visitor: Visitor) {
    this.page = visitor.page;
  }

  /** Adds a token: finds the connector by typing, and chooses the way in where there are several. */
  async add(place: Place, connector: string, method?: string): Promise<void> {
    await this.visitor.open(`${place}/new`);
    await this.page.getByRole('searchbox', { name: 'Search connectors' }).fill(connector);
    await this.page
      .getByRole('button', { name: new RegExp(`\\b${connector}\\b`) })
      .first()
      .click();
    if (method !== undefined) await this.page.getByRole('button', { name: method }).first().click();
    await this.button('Done').waitFor();
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  /** Types into each field, as its label says. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) await this.field(label).fill(value);
  }

  /** Waits until the field shows this, typed here or elsewhere. */
  async holds(label: string, value: string): Promise<void> {
    await eventually(async () => (await this.field(label).inputValue()) === value);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.field(label).selectOption(option);
  }

  /** Presses the button that opens the vendor's window. */
  async openConsent(): Promise<Page> {
    const [popup] = await Promise.all([
      this.visitor.context.waitForEvent('page'),
      this.button('Get OAuth 2.0 Access Token').click(),
    ]);
    await popup.getByRole('button', { name: 'Allow' }).waitFor();
    return popup;
  }

  /** The whole walk: button, the vendor's page, Allow; the window closes by itself. */
  async consent(): Promise<void> {
    const popup = await this.openConsent();
    await Promise.all([popup.waitForEvent('close'), popup.getByRole('button', { name: 'Allow' }).click()]);
    await this.page.getByText('Filled in').waitFor();
  }

  /** Done, and the page of the token that came of it. */
  async done(name: string): Promise<void> {
    await this.button('Done').click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }
}
