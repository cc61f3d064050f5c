import { Readable } from 'node:stream';
import { auth, drive } from '@googleapis/drive';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Dropbox } from 'dropbox';
import { ActionDesk } from '../modules/resolution/actions/action-desk.js';
import type { Json } from '../support/api-client.js';

describe("A vendor's own client, with a credential that Latchkey resolves", () => {
  let desk: ActionDesk;
  beforeAll(async () => {
    desk = await ActionDesk.open();
  });
  afterAll(() => desk.close());

  const resolve = async (name: string): Promise<Json> => {
    const { caller, appId } = desk.processes;
    return (await caller.post('/v1/resolutions', { name, appId })).body.credential;
  };
  const accessTokenOf = ({ headers }: Json): string => headers.authorization.replace('Bearer ', '');

  /** It speaks https only, so its requests are turned to the sandbox on their way. */
  const dropbox = async (name: string, options: { readonly selectUser?: string } = {}): Promise<Dropbox> => {
    const sandbox = desk.latchkey.vendors.urlOf('dropbox');
    const turned = async (url: string, request: RequestInit): Promise<unknown> => {
      const response = await fetch(url.replace('https://', `${sandbox}/`), request);
      return Object.assign(response, { buffer: async () => Buffer.from(await response.arrayBuffer()) });
    };
    return new Dropbox({ accessToken: accessTokenOf(await resolve(name)), fetch: turned, ...options });
  };

  it("works with Dropbox's: account, folders, upload in parts, download, move, search, links and pages", async () => {
    const client = await dropbox('Files');
    expect((await client.usersGetCurrentAccount()).result.email).toBe('ada@clinic.example');
    await client.filesCreateFolderV2({ path: '/sdk' });
    const { result: session } = await client.filesUploadSessionStart({ close: false, contents: Buffer.from('one ') });
    const cursor = { session_id: session.session_id, offset: 4 };
    const commit = { path: '/sdk/ü.txt', mode: { '.tag': 'add' as const } };
    const { result: file } = await client.filesUploadSessionFinish({ cursor, commit, contents: Buffer.from('two') });
    expect(file).toMatchObject({ name: 'ü.txt', size: 7 });
    const { result: downloaded } = await client.filesDownload({ path: '/sdk/ü.txt' });
    expect(String((downloaded as Json).fileBinary)).toBe('one two');
    await client.filesMoveV2({ from_path: '/sdk/ü.txt', to_path: '/sdk/moved.txt' });
    const { result: found } = await client.filesSearchV2({ query: 'moved' });
    expect(found.matches).toHaveLength(1);
    const { result: link } = await client.sharingCreateSharedLinkWithSettings({ path: '/sdk/moved.txt' });
    expect(link.url).toContain('dropbox.com');
    const { result: page } = await client.filesListFolder({ path: '/sdk', limit: 1 });
    expect(page).toMatchObject({ has_more: false, entries: [{ '.tag': 'file', name: 'moved.txt' }] });
    await expect(client.filesGetMetadata({ path: '/none' })).rejects.toMatchObject({ status: 409 });
  });

  it("works with Dropbox's for a member of a team", async () => {
    const team = await dropbox('Team');
    const { result } = await team.teamMembersListV2({});
    const member = result.members[1]?.profile;
    const client = await dropbox('Team', { selectUser: member?.team_member_id ?? '' });
    expect((await client.usersGetCurrentAccount()).result.email).toBe(member?.email);
  });

  it.each(['Drive', 'Robot'])(
    "works with Google's: about, multipart upload, search, download and sharing of %s",
    async (name) => {
      const client = new auth.OAuth2();
      client.setCredentials({ access_token: accessTokenOf(await resolve(name)) });
      const sandbox = desk.latchkey.vendors.urlOf('google');
      const fetchImplementation: typeof fetch = (address, request) =>
        fetch(String(address).replace('https://', `${sandbox}/`), request);
      const { files, about, permissions } = drive({ version: 'v3', auth: client, fetchImplementation });
      const { data: who } = await about.get({ fields: 'user' });
      expect(who.user?.emailAddress).toContain('clinic');
      const shared = { supportsAllDrives: true };
      const { data: folder } = await files.create({
        ...shared,
        requestBody: {
          name: `SDK ${name}`,
          mimeType: 'application/vnd.google-apps.folder',
          parents: ['0ADemoSharedDrive0001'],
        },
      });
      const { data: file } = await files.create({
        ...shared,
        requestBody: { name: 'a.txt', parents: [folder.id ?? ''] },
        media: { mimeType: 'text/plain', body: Readable.from(['one ', 'two']) },
        fields: 'id,name,size,mimeType',
      });
      expect(file).toMatchObject({ name: 'a.txt', size: '7', mimeType: 'text/plain' });
      const { data: found } = await files.list({
        ...shared,
        includeItemsFromAllDrives: true,
        q: `'${folder.id}' in parents`,
      });
      expect(found.files).toMatchObject([{ id: file.id }]);
      const { data: content } = await files.get(
        { ...shared, fileId: file.id ?? '', alt: 'media' },
        { responseType: 'text' },
      );
      expect(content).toBe('one two');
      const requestBody = { type: 'user', role: 'reader', emailAddress: 'guest@elsewhere.example' };
      const { data: permission } = await permissions.create({ ...shared, fileId: file.id ?? '', requestBody });
      expect(permission.role).toBe('reader');
      await files.delete({ ...shared, fileId: folder.id ?? '' });
      await expect(files.get({ ...shared, fileId: file.id ?? '' })).rejects.toMatchObject({ code: 404 });
    },
  );
});
