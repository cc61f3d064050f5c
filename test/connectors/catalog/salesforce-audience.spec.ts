import { decodeJwt } from 'jose';
import { newRsaKey } from '../../../sandbox/oauth/new-key.js';
import { openConnectorsWing } from '../../support/connectors-wing.js';
import { json, startVendorServer } from '../../support/vendor-server.js';

const privateKey = newRsaKey(2048).export({ type: 'pkcs8', format: 'pem' });
const [PRODUCTION, SANDBOX] = ['https://login.salesforce.com', 'https://test.salesforce.com'];

describe('The assertion for Salesforce', () => {
  it.each([
    ['production', '', 'login.salesforce.com', PRODUCTION],
    ['sandbox', '', 'test.salesforce.com', SANDBOX],
    ['my-domain', 'Acme', 'acme.my.salesforce.com', PRODUCTION],
    ['my-domain-sandbox', 'acme--uat', 'acme--uat.sandbox.my.salesforce.com', SANDBOX],
    ['my-domain-scratch', 'acme', 'acme.scratch.my.salesforce.com', SANDBOX],
    ['my-domain-developer', 'acme', 'acme.develop.my.salesforce.com', PRODUCTION],
  ])(
    'of %s goes to its login host, and is meant for the login service',
    async (...[environment, myDomain, host, audience]) => {
      const server = await startVendorServer();
      const wing = await openConnectorsWing({ sandboxHosts: [server.mapping('*.salesforce.com')] });
      server.reply(json({ access_token: 'at', instance_url: 'https://acme.my.salesforce.com' }));
      const name = { connector: 'salesforce', method: 'jwt-bearer' };
      const fields = { environment, myDomain, consumerKey: 'key', username: 'a@b.example', privateKey };
      await wing.service.issue({ ...name, values: wing.service.parseFields(name, fields).values });
      const [asked] = server.received;
      expect(asked?.path).toBe(`/${host}/services/oauth2/token`);
      const assertion = new URLSearchParams(asked?.body).get('assertion') ?? '';
      expect(decodeJwt(assertion)).toMatchObject({ iss: 'key', sub: 'a@b.example', aud: audience });
      await wing.close();
      await server.close();
    },
  );
});
