import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApiClient, Json } from '../../../support/api-client.js';
import { engines } from '../../../support/databases.js';
import { connectDropbox, DROPBOX_FIELDS, newSalesforceApp } from '../../../support/story/connected-tokens.js';
import { Draft, type DraftStart } from '../../../support/story/drafts.js';
import { ANY } from '../../../support/story/journey.js';
import { Latchkey } from '../../../support/story/latchkey.js';
import { MORTAL_FILES } from '../../../support/story/mortal-files.js';

describe.each(engines)('Before Done, a draft on %s', (_engine, createDatabase) => {
  let latchkey: Latchkey;
  let admin: ApiClient;
  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase, {}, MORTAL_FILES);
  });
  beforeEach(async () => {
    ({ admin } = await latchkey.createTenant());
  });
  afterAll(() => latchkey.close());

  const codes = ({ warnings }: Json) => warnings.map(({ code }: Json) => code);

  async function consented(start: DraftStart): Promise<Draft> {
    const draft = await Draft.begin(admin, start);
    await draft.connect(latchkey.browser());
    return draft;
  }

  it.each([
    ['weekly-files', 'consent-ends'],
    ['idle-files', 'dies-of-idleness'],
    ['online-files', 'no-refresh-token'],
  ])('of %s warns: %s', async (connector, code) => {
    const draft = await Draft.begin(admin, { connector, fields: DROPBOX_FIELDS, name: 'Files' });
    expect(codes(await draft.view())).toEqual([]);
    await draft.connect(latchkey.browser());
    const { warnings, forecast } = await draft.view();
    expect(warnings).toMatchObject([{ code, at: expect.any(String), message: expect.any(String) }]);
    // What is foreseen of the draft comes true of the token.
    expect((await draft.finish()).forecast).toEqual(forecast);
  });

  it('warns of a typed-in date, and no more of idleness that is prevented', async () => {
    const draft = await consented({ connector: 'idle-files', fields: DROPBOX_FIELDS, name: 'Files' });
    const settings = { keepAlive: true, credentialExpiresAt: '2040-01-01', remindDays: 30, reminderContact: 'ward' };
    const { body } = await admin.patch(draft.path, settings);
    const shown = { ...settings, credentialExpiresAt: '2040-01-01T00:00:00.000Z' };
    expect(body).toMatchObject({ ...shown, state: { name: 'issued' } });
    expect(codes(body)).toEqual(['credential-expires']);
    const token = await draft.finish();
    expect(token).toMatchObject({ ...shown, nextRenewalAt: expect.any(String) });
    // A draft of the live token begins with its settings.
    expect(await (await Draft.begin(admin, { tokenId: token.id })).view()).toMatchObject(shown);
  });

  it('names the tokens that share its vendor account, where the vendor keeps only so many', async () => {
    const fields = { environment: 'production', ...(await newSalesforceApp(latchkey)) };
    const salesforce = (name: string) =>
      consented({ connector: 'salesforce', method: 'oauth2', fields, name, ...{ renewalRate: 'every-hour' } });
    const first = await salesforce('First');
    expect(codes(await first.view())).toEqual([]);
    const token = await first.finish();
    const second = await salesforce('Second');
    expect((await second.view()).warnings).toMatchObject([
      { code: 'shared-grants', message: expect.stringMatching(/Another access token shares.*keeps 5.*"First"/) },
    ]);
    const other = await second.finish();
    expect(other.sharedGrants).toMatchObject({ cap: 5, used: 2, others: [{ id: token.id, name: 'First' }] });
    // Reconnecting a token does not count it twice.
    const again = await Draft.begin(admin, { tokenId: other.id, fields });
    await again.connect(latchkey.browser());
    expect((await again.view()).warnings).toMatchObject([{ message: expect.stringMatching(/^Another access token/) }]);
    await admin.delete(`/v1/access-tokens/${token.id}`, ANY);
    expect((await admin.get(`/v1/access-tokens/${other.id}`)).body.sharedGrants).toBeUndefined();
  });

  it('shares nothing with tokens of other tenants, or where the vendor has no such limit', async () => {
    const fields = { environment: 'production', ...(await newSalesforceApp(latchkey)) };
    await (await consented({ connector: 'salesforce', method: 'oauth2', fields, name: 'Theirs' })).finish();
    await connectDropbox(latchkey, admin, { name: 'One' });
    const two = await connectDropbox(latchkey, admin, { name: 'Two' });
    expect(two.sharedGrants).toBeUndefined();
    ({ admin } = await latchkey.createTenant());
    const ours = await consented({
      connector: 'salesforce',
      method: 'oauth2',
      fields,
      name: 'Ours',
      ...{ renewalRate: 'every-hour' },
    });
    expect(codes(await ours.view())).toEqual([]);
  });

  it('is told again what it typed wrong', async () => {
    const draft = await Draft.begin(admin, { connector: 'dropbox', fields: DROPBOX_FIELDS });
    for (const wrong of [{ keepAlive: 1 }, { credentialExpiresAt: 'soon' }, { remindDays: 400 }]) {
      expect((await admin.patch(draft.path, wrong)).status).toBe(400);
    }
  });
});
