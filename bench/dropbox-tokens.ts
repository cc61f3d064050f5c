import type { BenchHouse } from './bench-house.js';

const CONNECTED_AT_ONCE = 16;
/** What the vendor of the benchmark is told to send the browser back to; the server stands behind another address. */
const ORIGIN = /^https?:\/\/[^/]+/;

/** Connects so many access tokens of Dropbox through the front door, consent and all; answers their ids. */
export async function connectDropbox(
  house: BenchHouse,
  { names, renewalRate }: { readonly names: readonly string[]; readonly renewalRate: string },
): Promise<string[]> {
  const ids: string[] = [];
  const waiting = [...names];
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      ids.push(await connect(house, name, renewalRate));
    }
  };
  await Promise.all(Array.from({ length: CONNECTED_AT_ONCE }, worker));
  return ids;
}

async function connect(house: BenchHouse, name: string, renewalRate: string): Promise<string> {
  const fields = { appKey: 'k', appSecret: 's' };
  const draft = await house.post('/v1/drafts', { connector: 'dropbox', method: 'oauth2', name, fields, renewalRate });
  const { consentUrl } = await house.post(`/v1/drafts/${draft.id}/issuance`, {});
  await consent(house.server.url, consentUrl);
  return (await house.post(`/v1/drafts/${draft.id}/done`, { acceptUnproved: true })).id;
}

/** The browser: our page, the vendor's, and back, with our cookie. */
async function consent(serverUrl: string, consentUrl: string): Promise<void> {
  const begun = await step(consentUrl.replace(ORIGIN, serverUrl));
  const cookie = begun.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const agreed = await step(begun.headers.get('location') ?? '');
  const back = (agreed.headers.get('location') ?? '').replace(ORIGIN, serverUrl);
  const ended = await fetch(back, { headers: { cookie } });
  if (!ended.ok) throw new Error(`The consent ended with ${ended.status}: ${await ended.text()}`);
}

async function step(url: string): Promise<Response> {
  const response = await fetch(url, { redirect: 'manual' });
  await response.arrayBuffer();
  if (response.headers.get('location') === null) throw new Error(`${url} leads nowhere: ${response.status}`);
  return response;
}
