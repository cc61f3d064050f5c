import { Module } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { ConnectorsModule } from '../../src/connectors/connectors.module.js';
import { ConnectorsService } from '../../src/connectors/connectors.service.js';
import type { Connection } from '../../src/connectors/contract/connection.js';
import { Clock } from '../../src/kernel/clock.js';
import { netSuiteConnection } from '../support/connections.js';
import { type ConnectorsWing, openConnectorsWing } from '../support/connectors-wing.js';
import { failureOf } from '../support/failure-of.js';
import { SettableClock } from '../support/settable-clock.js';

describe('The door to the connectors', () => {
  let wing: ConnectorsWing;

  beforeAll(async () => {
    wing = await openConnectorsWing({});
  });

  afterAll(() => wing.close());

  it('lists the seed vendors by title', () => {
    const titles = wing.service.list().map(({ title }) => title);
    expect(titles).toEqual(titles.toSorted(new Intl.Collator('en').compare));
    expect(titles).toEqual(expect.arrayContaining(['Dropbox', 'NetSuite', 'Redox', 'Salesforce']));
  });

  it.each([
    ['dropbox', 'oauth2', ['App Key', 'App Secret', 'Account'], 'Redirect URI', 'Get OAuth 2.0 Access Token'],
    [
      'salesforce',
      'oauth2',
      ['Environment', 'My Domain', 'Consumer Key', 'Consumer Secret'],
      'Callback URL',
      'Get OAuth 2.0 Access Token',
    ],
    [
      'netsuite',
      'token-based',
      ['Environment', 'Consumer Key', 'Consumer Secret', 'Token ID', 'Token Secret', 'Account ID'],
      undefined,
      undefined,
    ],
    ['redox', 'api-key', ['Environment', 'API Key', 'Secret'], undefined, 'Get OAuth 2.0 Access Token'],
  ])('describes the form of %s as its admins know it', (...[connector, key, labels, redirectUriLabel, issueLabel]) => {
    const method = wing.service.describe(connector).methods.find((one) => one.key === key);
    expect(method?.fields.map(({ label }) => label)).toEqual(labels);
    expect([method?.redirectUriLabel, method?.issueLabel]).toEqual([redirectUriLabel, issueLabel]);
  });

  it('offers the renewal rates of the Redox screen, every hour unless chosen otherwise', () => {
    const method = wing.service.describe('redox').methods.find(({ key }) => key === 'api-key');
    expect(method?.renewal?.rates.map(({ label }) => label)).toEqual([
      'Disabled',
      'Every 15 minutes',
      'Every half an hour',
      'Every hour',
    ]);
    expect(method?.renewal?.defaultRate).toBe('every-hour');
  });

  it.each([
    ['production', '', 'https://login.salesforce.com/services/oauth2/authorize'],
    ['sandbox', '', 'https://test.salesforce.com/services/oauth2/authorize'],
    ['my-domain', 'Acme', 'https://acme.my.salesforce.com/services/oauth2/authorize'],
    ['my-domain-sandbox', 'acme--uat', 'https://acme--uat.sandbox.my.salesforce.com/services/oauth2/authorize'],
  ])('sends people of Salesforce %s to their own sign-in page', async (environment, myDomain, address) => {
    const name = { connector: 'salesforce', method: 'oauth2' };
    const typed = { environment, myDomain, consumerKey: 'ck', consumerSecret: 'cs' };
    const { values } = wing.service.parseFields(name, typed);
    const consent = await wing.service.begin(
      { ...name, values },
      { redirectUri: 'https://tokens.example.com/oauth/callback' },
    );
    expect(consent.url.split('?')[0]).toBe(address);
  });

  it.each([
    ['1234567', '1234567'],
    ['1234567_SB1', '1234567-sb1'],
    ['1234567_sb1_x', '1234567-sb1-x'],
    ['TSTDRV1234567', 'tstdrv1234567'],
  ])('writes NetSuite account %s into hosts in its own way', (accountId, label) => {
    expect(wing.service.present(netSuiteConnection(accountId)).hosts).toEqual([
      `${label}.restlets.api.netsuite.com`,
      `${label}.suitetalk.api.netsuite.com`,
    ]);
  });

  it('has nothing to issue, renew or consent to where each request is signed', async () => {
    const { service } = wing;
    const connection = netSuiteConnection();
    expect(service.method(connection).renewal).toBeUndefined();
    expect((await failureOf(service.issue(connection))).code).toBe('verb-unknown');
    expect((await failureOf(service.renew(connection))).code).toBe('verb-unknown');
    expect((await failureOf(() => service.begin(connection, { redirectUri: 'https://a.test/' }))).code).toBe(
      'verb-unknown',
    );
  });

  it.each(['nobody', '', 'constructor', '__proto__'])('does not know the connector or method "%s"', async (key) => {
    const connection: Connection = { connector: key, method: 'oauth2', values: {} };
    expect(await failureOf(() => wing.service.describe(key))).toMatchObject({ code: 'connector-unknown', status: 404 });
    expect((await failureOf(() => wing.service.present(connection))).code).toBe('connector-unknown');
    const unknown = await failureOf(() => wing.service.method({ connector: 'dropbox', method: key }));
    expect(unknown).toMatchObject({ code: 'method-unknown', status: 404 });
  });

  it('takes its options from a factory, as the application gives them', async () => {
    @Module({ providers: [{ provide: Clock, useValue: new SettableClock() }], exports: [Clock] })
    class ClockModule {}

    const mapping = { pattern: 'www.dropbox.com', address: 'http://127.0.0.1:4000' };
    const module = await Test.createTestingModule({
      imports: [
        { module: ClockModule, global: true },
        ConnectorsModule.forRootAsync({ inject: [Clock], useFactory: () => ({ sandboxHosts: [mapping] }) }),
      ],
    }).compile();
    const consent = await module
      .get(ConnectorsService)
      .begin(
        { connector: 'dropbox', method: 'oauth2', values: { appKey: 'k', appSecret: 's' } },
        { redirectUri: 'https://tokens.example.com/oauth/callback' },
      );
    expect(consent.url).toMatch(/^http:\/\/127\.0\.0\.1:4000\/www\.dropbox\.com\/oauth2\/authorize\?/);
    await module.close();
  });
});
