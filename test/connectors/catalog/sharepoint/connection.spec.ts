import { microsoftAccounts } from '../../../../sandbox/microsoft/accounts.js';
import type { ActionFile } from '../../../../src/connectors/contract/action-file.js';
import { failureOf } from '../../../support/failure-of.js';
import { CERTIFICATE, large, MEGABYTE, SharePointHouse } from './sharepoint-house.js';

const { app, selectedApp, tenant, tenants, users } = microsoftAccounts;

describe('SharePoint is connected', () => {
  let house: SharePointHouse;

  beforeAll(async () => {
    house = await SharePointHouse.open();
  });

  afterAll(() => house.close());

  it('by the consent of a person, with a refresh token that each renewal replaces', async () => {
    const connection = await house.consented({ tenant: 'organizations' });
    expect(connection.issued?.scope).toBe('User.Read Sites.ReadWrite.All');
    expect((await house.wing.service.test(connection)).account).toBe(users[0].userPrincipalName);
    const issued = await house.wing.service.renew(connection);
    expect(issued.refreshToken?.reveal('test')).not.toBe(connection.issued?.refreshToken?.reveal('test'));
    // The one before stays good: a lost answer ends nothing.
    await expect(house.wing.service.renew(connection)).resolves.toMatchObject({ expiresAt: expect.any(Date) });
  });

  it('by consent with a certificate, for reading only', async () => {
    const connection = await house.consented({ tenant: tenant.id, access: 'Sites.Read.All', ...CERTIFICATE });
    const reader = house.wing.service.present({ ...connection, issued: await house.wing.service.renew(connection) });
    expect(await house.run('listLists', { site: house.site }, reader)).toMatchObject({
      items: [{ displayName: 'Clinic Visits' }],
    });
    const change = house.run('createItem', { site: house.site, list: 'Visits', fields: { Title: 'x' } }, reader);
    expect(await failureOf(change)).toMatchObject({
      remedy: 'configure',
      facts: { httpStatus: 403, vendorCode: 'accessDenied', vendorRequestId: expect.any(String) },
    });
  });

  it.each([
    ['a secret', { clientSecret: app.secret }],
    ['a certificate', CERTIFICATE],
  ])('as the app itself, by %s', async (_what, proof) => {
    const connection = await house.issued('app-only', { tenant: tenant.domain, clientId: app.id, ...proof });
    expect(connection.issued?.refreshToken).toBeUndefined();
    expect((await house.wing.service.test(connection)).account).toBe('contoso.sharepoint.com');
  });

  it('as an app that was let into one site only', async () => {
    const fields = { tenant: tenant.id, clientId: selectedApp.id, clientSecret: selectedApp.secret };
    const blind = await house.issued('app-only', fields);
    expect(await failureOf(house.wing.service.test(blind))).toMatchObject({ remedy: 'configure' });
    const seeing = await house.issued('app-only', { ...fields, site: 'https://contoso.sharepoint.com/sites/clinic/' });
    expect((await house.wing.service.test(seeing)).account).toBe('https://contoso.sharepoint.com/sites/clinic');
  });

  it.each([
    ['us-government', 1],
    ['us-government-dod', 2],
    ['china', 3],
  ] as const)('in the cloud %s', async (cloud, index) => {
    const place = { cloud, tenant: tenants[index].domain };
    const connection = await house.issued('app-only', { ...place, clientId: app.id, clientSecret: app.secret });
    expect((await house.wing.service.test(connection)).account).toBe(tenants[index].sharePointHost);
    const there = house.wing.service.present(connection);
    const path = '/from-there.bin';
    const content = large('from-there.bin', 11 * MEGABYTE);
    await house.wing.service.runAction({ credential: there, files: { content } }, 'sharepoint.uploadFile', {
      site: 'root',
      path,
    });
    expect(await sizeOf(await house.open({ site: 'root', path }, there))).toBe(11 * MEGABYTE);
  });

  it.each<[string, Record<string, string>, string, string]>([
    ['a wrong secret', { clientSecret: 'the-id-of-the-secret' }, 'configure', 'invalid_client'],
    ['an unknown app', { clientId: 'nobody' }, 'configure', 'unauthorized_client'],
    ['an unknown tenant', { tenant: 'fabrikam.example' }, 'configure', 'invalid_request'],
    ['a tenant of another cloud', { tenant: tenants[1].domain }, 'configure', 'invalid_request'],
  ])('unless %s was typed', async (...[_what, wrong, remedy, vendorCode]) => {
    const fields = { tenant: tenant.id, clientId: app.id, clientSecret: app.secret, ...wrong };
    expect(await failureOf(house.issued('app-only', fields))).toMatchObject({ remedy, facts: { vendorCode } });
  });

  it('never as an app at an endpoint of any tenant', async () => {
    const fields = { tenant: 'organizations', clientId: app.id, clientSecret: app.secret };
    expect(await failureOf(house.issued('app-only', fields))).toMatchObject({ code: 'fields-invalid' });
  });

  it('until it was not used for 90 days', async () => {
    const connection = await house.consented({ tenant: tenant.id });
    await house.control('POST', 'clock', { aheadBySeconds: 91 * 86_400 });
    const failure = await failureOf(house.wing.service.renew(connection));
    await house.control('POST', 'clock', { aheadBySeconds: 0 });
    expect(failure).toMatchObject({ remedy: 'reconnect', facts: { vendorCode: 'invalid_grant' } });
  });
});

async function sizeOf(file: ActionFile): Promise<number> {
  let size = 0;
  for await (const piece of file.stream()) size += piece.length;
  return size;
}
