import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../../../support/api-client.js';
import { engines } from '../../../support/databases.js';
import type { Browser, Page } from '../../../support/story/browser.js';
import { DROPBOX_FIELDS } from '../../../support/story/connected-tokens.js';
import { Draft } from '../../../support/story/drafts.js';
import { Latchkey, PUBLIC_URL } from '../../../support/story/latchkey.js';

const outcomeOf = ({ html }: Page) => /data-outcome="([^"]*)"/.exec(html)?.[1];

describe.each(engines)('A consent on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  let draft: Draft;
  let browser: Browser;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
  });
  beforeEach(async () => {
    ({ admin } = await latchkey.createTenant());
    draft = await Draft.begin(admin, { connector: 'dropbox', name: 'Dropbox', fields: DROPBOX_FIELDS });
    browser = latchkey.browser();
  });
  afterAll(() => latchkey.close());

  /** Allows at the vendor and answers the address of the callback, not yet opened. */
  const allowed = async () => browser.decide(await browser.open(await draft.consentLink()), 'allow');
  const stateOfDraft = async () => (await draft.view()).state;

  it('sends the browser with an exact redirect URI, an unguessable state and a PKCE challenge', async () => {
    const { headers } = await browser.step(await draft.consentLink());
    const { searchParams } = new URL(headers.get('location') ?? '');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: DROPBOX_FIELDS.appKey,
      redirect_uri: `${PUBLIC_URL}/oauth/callback`,
      code_challenge_method: 'S256',
      token_access_type: 'offline',
    });
    expect(searchParams.get('state')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('code_challenge')).toMatch(/^[\w-]{43}$/);
    expect(headers.get('set-cookie')).toMatch(/; Max-Age=900; Path=\/oauth; HttpOnly; SameSite=Lax/i);
  });

  it('is spent neither by a look at its link nor by one at the address that it comes back to', async () => {
    const look = (link: string) =>
      fetch(link.replace(PUBLIC_URL, latchkey.app.url), { method: 'HEAD', redirect: 'manual' });
    const link = await draft.consentLink();
    expect((await look(link)).status).toBe(200);
    expect((await look(link)).headers.get('set-cookie')).toBeNull();
    const callback = await browser.decide(await browser.open(link), 'allow');
    await latchkey.vendors.clearJournal('dropbox');
    expect((await look(callback)).status).toBe(200);
    expect(await latchkey.vendors.journal('dropbox')).toEqual([]);
    expect(outcomeOf(await browser.open(callback))).toBe('issued');
  });

  it('ends on a page that may run nothing of its own and be framed by nobody', async () => {
    const page = await browser.open(await allowed());
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.html).not.toMatch(/<script>|<style| on\w+=/);
    expect(page.html).toContain(`data-draft="${draft.id}"`);
    const script = await browser.open(`${PUBLIC_URL}/oauth/consent.js`);
    expect(script.html).toContain('postMessage');
    expect(script.html).toContain('window.close');
  });

  it('says so when it is denied, and can be begun again', async () => {
    expect(outcomeOf(await draft.connect(browser, 'deny'))).toBe('consent-denied');
    expect(await stateOfDraft()).toMatchObject({ name: 'failed', reason: { remedy: 'reconnect' } });
    expect(outcomeOf(await draft.connect(latchkey.browser()))).toBe('issued');
    expect(await stateOfDraft()).toMatchObject({ name: 'issued' });
  });

  it('fails with a wrong secret in words for the admin, and tells the secret to nobody', async () => {
    await draft.fill({ appSecret: 'not-the-app-secret' });
    const page = await browser.open(await allowed());
    expect(page.status).toBe(502);
    expect(outcomeOf(page)).toBe('token-refused');
    expect(page.html).not.toContain('not-the-app-secret');
    expect(await stateOfDraft()).toMatchObject({ name: 'failed', reason: { remedy: 'configure' } });
  });

  it('takes an answer once', async () => {
    const callback = await allowed();
    expect(outcomeOf(await browser.open(callback))).toBe('issued');
    await latchkey.vendors.clearJournal('dropbox');
    const again = await browser.open(callback);
    expect(again.status).toBe(409);
    expect(outcomeOf(again)).toBe('consent-replayed');
    expect(await latchkey.vendors.journal('dropbox')).toEqual([]);
    expect(await stateOfDraft()).toMatchObject({ name: 'issued' });
  });

  it('takes an answer once, also when it comes many times at once', async () => {
    const callback = await allowed();
    await latchkey.vendors.clearJournal('dropbox');
    const pages = await Promise.all(Array.from({ length: 8 }, () => browser.open(callback)));
    expect(pages.map(outcomeOf).sort()).toEqual([...Array(7).fill('consent-replayed'), 'issued']);
    expect(await latchkey.vendors.journal('dropbox', 'token')).toHaveLength(1);
  });

  it('takes no answer from another browser, and still the one of the right browser', async () => {
    const callback = await allowed();
    for (const stranger of [latchkey.browser(), await otherWalker()]) {
      const page = await stranger.open(callback);
      expect(page.status).toBe(403);
      expect(outcomeOf(page)).toBe('consent-other-browser');
    }
    expect(await stateOfDraft()).toMatchObject({ name: 'awaiting-consent' });
    expect(outcomeOf(await browser.open(callback))).toBe('issued');
  });

  /** A browser in the middle of a walk of its own. */
  async function otherWalker(): Promise<Browser> {
    const own = await Draft.begin(admin, { connector: 'dropbox', fields: DROPBOX_FIELDS });
    const other = latchkey.browser();
    await other.open(await own.consentLink());
    return other;
  }

  it.each([
    ['an unknown state', 'code=x&state=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['no state', 'code=x'],
    ['an empty state', 'code=x&state='],
    ['nothing at all', ''],
    ['a state that is a list', 'code=x&state=a&state=b'],
    ['a very long state', `code=x&state=${'a'.repeat(7_000)}`],
  ])('takes no forged answer with %s', async (_what, query) => {
    const page = await browser.open(`${PUBLIC_URL}/oauth/callback?${query}`);
    expect(page.status).toBe(400);
    expect(outcomeOf(page)).toBe('consent-unknown');
  });

  it('refuses a forged code at the vendor and issues nothing', async () => {
    const callback = new URL(await allowed());
    callback.searchParams.set('code', 'forged');
    const page = await browser.open(callback.href);
    expect(outcomeOf(page)).toBe('token-refused');
    expect(await stateOfDraft()).toMatchObject({ name: 'failed' });
    expect((await draft.done()).status).toBe(409);
  });

  it('shows nothing of what a forged answer carries', async () => {
    const callback = new URL(await allowed());
    callback.searchParams.delete('code');
    callback.searchParams.set('error', '<script>alert(1)</script>');
    callback.searchParams.set('error_description', 'call this number');
    const page = await browser.open(callback.href);
    expect(outcomeOf(page)).toBe('consent-refused');
    expect(page.html).not.toMatch(/alert\(1\)|call this number/);
  });

  it('is over after fifteen minutes', async () => {
    const callback = await allowed();
    await latchkey.passTime(15 * 60 + 1);
    const page = await browser.open(callback);
    expect(page.status).toBe(410);
    expect(outcomeOf(page)).toBe('consent-expired');
  });

  it('begins from a link that works once', async () => {
    const link = await draft.consentLink();
    expect((await browser.step(link)).status).toBe(303);
    const second = await latchkey.browser().step(link);
    expect(second.status).toBe(409);
    expect(outcomeOf(second)).toBe('consent-link-used');
    expect((await browser.step(`${PUBLIC_URL}/oauth/start/nothing`)).status).toBe(400);
  });

  it('brings nothing for values that were changed meanwhile', async () => {
    const callback = await allowed();
    await draft.fill({ appKey: 'demoappkey00002' });
    expect(outcomeOf(await browser.open(callback))).toBe('consent-draft-changed');
    expect(await stateOfDraft()).toMatchObject({ name: 'open' });
  });

  it('brings what was consented to when only the name was changed meanwhile', async () => {
    const callback = await allowed();
    await draft.named('Another name');
    expect(outcomeOf(await browser.open(callback))).toBe('issued');
    expect(await draft.finish()).toMatchObject({ name: 'Another name' });
  });

  it('brings nothing for a draft that was thrown away', async () => {
    const callback = await allowed();
    await draft.discard();
    expect((await browser.open(callback)).status).toBe(400);
  });
});
