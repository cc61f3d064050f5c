// The certified server `oidc-provider` in a process of its own: in Jest's own world its checks for plain objects fail.
// Settings come as JSON in the first argument; the port goes to standard output.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { issuer, clients } = JSON.parse(process.argv[2]);
const { host } = new URL(issuer);
const provider = new Provider(issuer, {
  clients,
  cookies: { keys: ['test'] },
  features: { clientCredentials: { enabled: true } },
  enabledJWA: { clientAuthSigningAlgValues: ['ES384'] },
  pkce: { required: () => true },
  issueRefreshToken: async () => true,
  rotateRefreshToken: true,
});
provider.proxy = true;

const answer = provider.callback();
const server = createServer((request, response) => {
  request.url = request.url?.replace(`/${host}`, '') ?? '/';
  Object.assign(request.headers, { 'x-forwarded-proto': 'https', 'x-forwarded-host': host });
  answer(request, response);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`PORT ${server.address().port}\n`));
process.on('disconnect', () => process.exit());
