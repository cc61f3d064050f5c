import { randomBytes } from 'node:crypto';
import { type Json, LatchkeyClient, listIn, textIn } from './latchkey-client.js';

/** Who signs in to look around. */
export const DEMO_ADMIN = 'admin@demo.example';

/** Invites the demo's admin and opens the invitation, as a person would in a browser; answers the password. */
export async function inviteAdmin(url: string, admin: LatchkeyClient): Promise<string> {
  const password = randomBytes(12).toString('base64url');
  const secret = new URL(await invitationOf(admin)).hash.slice(1);
  await new LatchkeyClient(url).post('/v1/one-time-links/redeem', { secret, password });
  return password;
}

/** A start that was cut off may have invited him already; then a new link takes the place of the lost one. */
async function invitationOf(admin: LatchkeyClient): Promise<string> {
  const users = listIn(await admin.get('/v1/users'), 'items');
  const known = users.find(({ email }) => email === DEMO_ADMIN);
  if (known) return textIn(await admin.post(`/v1/users/${textIn(known, 'id')}/reset-link`), 'url');
  const invitation = { email: DEMO_ADMIN, name: 'Demo Admin', role: 'admin' };
  const { link } = await admin.post('/v1/users', invitation);
  return textIn(link as Json, 'url');
}
