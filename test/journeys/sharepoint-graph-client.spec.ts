import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AuthenticationHandler,
  Client,
  type Context,
  FileUpload,
  LargeFileUploadTask,
  type Middleware,
  PageIterator,
  RedirectHandler,
  ResponseType,
  RetryHandler,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { madeFile } from '../../sandbox/files/made-body.js';
import { microsoftAccounts } from '../../sandbox/microsoft/accounts.js';
import type { Json } from '../support/api-client.js';
import { engines } from '../support/databases.js';
import { connectSharePoint } from '../support/story/connected-tokens.js';
import { expectStatus } from '../support/story/drafts.js';
import { beginJourney, type Journey } from '../support/story/journey.js';
import { Latchkey } from '../support/story/latchkey.js';

const NAME = 'Clinic SharePoint';
const MEBIBYTE = 1024 * 1024;
const [[, createDatabase] = ['', async (): Promise<never> => Promise.reject(new Error('no engine'))]] = engines;

/** The last of the client's handlers: takes every address of Microsoft to the sandbox, and changes nothing else. */
class SandboxTransport implements Middleware {
  constructor(private readonly sandbox: string) {}

  async execute(context: Context): Promise<void> {
    const url = new URL(String(context.request));
    const { method, headers, body, redirect } = context.options ?? {};
    const request = {
      ...(method && { method }),
      ...(headers && { headers }),
      ...(body && { body }),
      ...(redirect && { redirect }),
    };
    context.response = await fetch(`${this.sandbox}/${url.host}${url.pathname}${url.search}`, request);
  }
}

/** Chained as the client itself chains them, with its own handlers but for the last. */
function chainOf(first: Middleware, ...rest: readonly Middleware[]): Middleware {
  const all = [first, ...rest];
  for (const [index, each] of all.entries()) {
    const next = all[index + 1];
    if (next) each.setNext?.(next);
  }
  return first;
}

/** A client that we did not write meets the sandbox with a credential from Latchkey. */
describe('The client of Microsoft Graph', () => {
  let latchkey: Latchkey;
  let journey: Journey;
  let token: Json;
  let client: Client;
  let site: string;

  /** As a program resolves the name: before each request. */
  const getAccessToken = async (): Promise<string> => {
    const { credential } = expectStatus(await journey.runner.post('/v1/resolutions', { name: NAME }), 200).body;
    expect(credential.baseUrl).toBe('https://graph.microsoft.com/v1.0');
    expect(credential.hosts).toEqual(['login.microsoftonline.com', 'graph.microsoft.com']);
    return String(credential.headers.authorization).replace('Bearer ', '');
  };

  beforeAll(async () => {
    latchkey = await Latchkey.start(createDatabase);
    journey = await beginJourney(latchkey, 'global', NAME);
    token = await connectSharePoint(latchkey, journey.designer, { name: NAME });
    const middleware = chainOf(
      new AuthenticationHandler({ getAccessToken }),
      new RetryHandler(),
      new RedirectHandler(),
      new TelemetryHandler(),
      new SandboxTransport(latchkey.vendors.urlOf('microsoft')),
    );
    client = Client.initWithMiddleware({ middleware });
    site = (await client.api('/sites/contoso.sharepoint.com:/sites/clinic').get()).id;
  });
  afterAll(() => latchkey.close());

  it('knows who consented', async () => {
    expect(await client.api('/me').select('userPrincipalName').get()).toMatchObject({
      userPrincipalName: microsoftAccounts.users[0].userPrincipalName,
    });
  });

  it('walks through the pages of a list, filtered and in order', async () => {
    const titles: string[] = [];
    const first = await client
      .api(`/sites/${site}/lists/Visits/items`)
      .expand('fields(select=Title)')
      .filter("fields/Status eq 'Open'")
      .orderby('fields/Title')
      .top(7)
      .get();
    const walk = new PageIterator(client, first, ({ fields }) => titles.push(fields.Title) > 0);
    await walk.iterate();
    expect(titles).toHaveLength(20);
    expect(titles.slice(0, 3)).toEqual(['Visit 10', 'Visit 12', 'Visit 13']);
  });

  it('makes, changes and deletes an item, and is told of somebody who was faster', async () => {
    const items = `/sites/${site}/lists/Visits/items`;
    const made = await client.api(items).post({ fields: { Title: 'Graph' } });
    const fields = client.api(`${items}/${made.id}/fields`);
    expect(await fields.header('If-Match', made.eTag).patch({ Status: 'Done' })).toMatchObject({ Status: 'Done' });
    const late = client.api(`${items}/${made.id}/fields`).header('If-Match', made.eTag).patch({ Status: 'Open' });
    await expect(late).rejects.toMatchObject({
      statusCode: 412,
      code: 'resourceModified',
      requestId: expect.any(String),
    });
    await client.api(`${items}/${made.id}`).delete();
  });

  it('uploads a large file in parts and downloads a small one from where no token is taken', async () => {
    const content = Buffer.concat([...madeFile(3 * MEBIBYTE + 1).chunks()]);
    const drive = `/sites/${site}/drive/root:/Reports`;
    const payload = { item: { '@microsoft.graph.conflictBehavior': 'replace' } };
    const session = await LargeFileUploadTask.createUploadSession(
      client,
      `${drive}/scan.bin:/createUploadSession`,
      payload,
    );
    const bytes = new Uint8Array(content).buffer;
    const task = new LargeFileUploadTask(client, new FileUpload(bytes, 'scan.bin', content.length), session, {
      rangeSize: 1280 * 1024,
    });
    const { responseBody } = await task.upload();
    expect(responseBody).toMatchObject({ name: 'scan.bin', size: content.length });
    const [last] = (await latchkey.vendors.journal('microsoft', 'uploadFragment')).slice(-1);
    expect(last?.notes?.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    const read = await client.api(`${drive}/summary.txt:/content`).responseType(ResponseType.TEXT).get();
    expect(read).toBe('All beds are taken.\n');
  });

  it('waits as long as Graph asks, and goes on', async () => {
    await latchkey.vendors.mood('microsoft', { kind: 'throttles', endpoint: 'lists', seconds: 1, times: 1 });
    expect((await client.api(`/sites/${site}/lists`).get()).value).toHaveLength(1);
  });

  it('goes on with the next token when the one before is spent', async () => {
    const before = await getAccessToken();
    await latchkey.vendors.mood('microsoft');
    expectStatus(await journey.designer.post(`/v1/access-tokens/${token.id}/renewal`, {}), 200);
    expect(await getAccessToken()).not.toBe(before);
    expect((await client.api('/sites').search('*').get()).value.length).toBeGreaterThan(1);
  });
});
