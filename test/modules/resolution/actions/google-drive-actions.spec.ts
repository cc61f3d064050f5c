import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeFile } from '../../../../sandbox/files/made-body.js';
import { googleAccounts } from '../../../../sandbox/google/accounts.js';
import type { Json } from '../../../support/api-client.js';
import { ActionDesk } from './action-desk.js';

const MIB = 1024 * 1024;
const sample = (size: number): Buffer => Buffer.concat([...madeFile(size).chunks()]);
const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

describe('The actions of Google Drive, at their HTTP door', () => {
  let desk: ActionDesk;
  beforeAll(async () => {
    desk = await ActionDesk.open();
  });
  afterAll(() => desk.close());
  const google = () => desk.latchkey.vendors;

  it('upload a file of unknown size in parts, and download the same bytes', async () => {
    const content = sample(3 * MIB + 1);
    await google().clearJournal('google');
    const parts = { with: { name: 'scan.bin' }, content: new Blob([content]), name: 'scan.bin' };
    const answer = await desk.upload('google-drive.upload', 'Drive', parts);
    const { output } = (await answer.json()) as Json;
    expect(output).toMatchObject({ name: 'scan.bin', size: String(content.length) });
    const download = await desk.download('google-drive.download', 'Drive', { file: output.id });
    expect(sha256(Buffer.from(await download.arrayBuffer()))).toBe(sha256(content));
  });

  it('send every part of a large file once, also when an answer is lost', async () => {
    const content = sample(20 * MIB);
    for (const lost of [[], [{ kind: 'loses-answer', endpoint: 'drive.upload.part', times: 1 }]]) {
      await google().clearJournal('google');
      await google().mood('google', ...lost);
      const parts = { with: { name: 'large.bin' }, content: new Blob([content]), name: 'large.bin' };
      const { output } = (await (await desk.upload('google-drive.upload', 'Drive', parts)).json()) as Json;
      expect(output.md5Checksum).toBe(createHash('md5').update(content).digest('hex'));
    }
  });

  it('find the last answer of an upload again when it was lost', async () => {
    await google().clearJournal('google');
    await google().mood('google', { kind: 'loses-answer', endpoint: 'drive.upload.part', times: 1 });
    const { id } = await desk.run('google-drive.upload', 'Drive', { content: 'short', name: 'short.txt' });
    expect((await google().journal('google', 'drive.upload.part')).map(({ status }) => status)).toEqual([0, 200]);
    expect(await (await desk.download('google-drive.download', 'Drive', { file: id })).text()).toBe('short');
  });

  it('take a text and an empty file as well', async () => {
    const text = await desk.run('google-drive.upload', 'Drive', { content: 'hello', name: 'a.txt' });
    expect(text).toMatchObject({ name: 'a.txt', size: '5' });
    const empty = await desk.run('google-drive.upload', 'Drive', { content: { base64: '', name: 'none.txt' } });
    expect(empty).toMatchObject({ name: 'none.txt', size: '0' });
    const changed = await desk.run('google-drive.replaceContent', 'Drive', { file: text.id, content: 'hello again' });
    expect(changed).toMatchObject({ id: text.id, size: '11' });
  });

  it('make folders, move, copy, list in pages, trash and delete', async () => {
    const folder = await desk.run('google-drive.createFolder', 'Drive', { name: 'Reports' });
    const file = await desk.run('google-drive.upload', 'Drive', { content: 'x', name: "it's.txt" });
    const moved = await desk.run('google-drive.move', 'Drive', { file: file.id, folder: folder.id, name: 'new.txt' });
    expect(moved).toMatchObject({ name: 'new.txt', parents: [folder.id] });
    expect(await desk.run('google-drive.move', 'Drive', { file: file.id, folder: folder.id })).toMatchObject({
      parents: [folder.id],
    });
    await desk.run('google-drive.copy', 'Drive', { file: file.id, folder: folder.id, name: 'copy.txt' });
    const inputs = { folder: folder.id, pageSize: 1, orderBy: 'name' };
    const first = await desk.run('google-drive.listFiles', 'Drive', inputs);
    expect(first).toMatchObject({ hasMore: true, isComplete: true, items: [{ name: 'copy.txt' }] });
    const all = await desk.run('google-drive.listFiles', 'Drive', { ...inputs, maxPages: 10 });
    expect(all.items.map(({ name }: Json) => name)).toEqual(['copy.txt', 'new.txt']);
    expect(await desk.run('google-drive.trash', 'Drive', { file: file.id })).toMatchObject({ trashed: true });
    expect(await desk.run('google-drive.delete', 'Drive', { file: folder.id })).toEqual({ deleted: true });
    expect(await desk.run('google-drive.delete', 'Drive', { file: folder.id })).toEqual({ deleted: false });
  });

  it('tell what changed since a cursor, in a shared drive and everywhere', async () => {
    const shared = '0ADemoSharedDrive0001';
    const [begun, begunThere] = [
      await desk.run('google-drive.listChanges', 'Drive'),
      await desk.run('google-drive.listChanges', 'Drive', { drive: shared }),
    ];
    expect(begun).toEqual({ items: [], hasMore: false, cursor: expect.any(String) });
    const mine = await desk.run('google-drive.upload', 'Drive', { content: 'a', name: 'mine.txt' });
    const ours = await desk.run('google-drive.upload', 'Drive', { content: 'b', name: 'ours.txt', folder: shared });
    const since = (cursor: string, more = {}) => desk.run('google-drive.listChanges', 'Drive', { cursor, ...more });
    const all = await since(begun.cursor);
    expect(all.items).toMatchObject([
      { fileId: mine.id, removed: false, file: { name: 'mine.txt', size: '1' } },
      { fileId: ours.id, removed: false, driveId: shared },
    ]);
    const there = await since(begunThere.cursor, { drive: shared });
    expect(there.items).toMatchObject([{ fileId: ours.id, file: { name: 'ours.txt' } }]);
    for (const file of [mine.id, ours.id]) await desk.run('google-drive.delete', 'Drive', { file });
    const later = await since(all.cursor);
    const gone = [mine.id, ours.id].map((fileId) => ({ fileId, removed: true }));
    expect(later).toMatchObject({ items: gone, hasMore: false });
    expect(later.items[0]).not.toHaveProperty('file');
    expect(await since(later.cursor)).toMatchObject({ items: [], hasMore: false });
    const unknown = await desk.ask('google-drive.listChanges', 'Drive', { cursor: 'never-given' });
    expect(unknown.body).toMatchObject({ remedy: 'fix-request' });
  });

  it('search by name with quotes in it, and offer folders to choose', async () => {
    await desk.run('google-drive.upload', 'Drive', { content: 'x', name: "Ada's \\ notes" });
    const { items } = await desk.run('google-drive.listFiles', 'Drive', { nameContains: "ada's \\" });
    expect(items).toMatchObject([{ name: "Ada's \\ notes" }]);
    const { id } = await desk.run('google-drive.createFolder', 'Drive', { name: 'Choose me' });
    const path = `${desk.path('google-drive.upload')}/choices/folder`;
    const { body } = await desk.processes.caller.post(path, { token: 'Drive' });
    expect(body.choices).toContainEqual({ value: 'root', label: 'My Drive' });
    expect(body.choices).toContainEqual({ value: id, label: 'Choose me' });
  });

  it('share with a person, say who has access, and stop', async () => {
    const { id: file } = await desk.run('google-drive.upload', 'Drive', { content: 'x', name: 'shared.txt' });
    const share = { file, emailAddress: 'grace@clinic.example' };
    const given = await desk.run('google-drive.share', 'Drive', share);
    const raised = await desk.run('google-drive.share', 'Drive', { ...share, role: 'writer' });
    expect(raised).toMatchObject({ id: given.id, role: 'writer' });
    const { items } = await desk.run('google-drive.listPermissions', 'Drive', { file });
    expect(items.map(({ role }: Json) => role).sort()).toEqual(['owner', 'writer']);
    const permission = { file, permission: given.id };
    expect(await desk.run('google-drive.unshare', 'Drive', permission)).toEqual({ removed: true });
    expect(await desk.run('google-drive.unshare', 'Drive', permission)).toEqual({ removed: false });
  });

  it('export a document of Google, which cannot be downloaded', async () => {
    const { items } = await desk.run('google-drive.listFiles', 'Drive', { nameContains: 'Letter' });
    const pdf = await desk.download('google-drive.exportDocument', 'Drive', { file: items[0].id });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const answer = await desk.ask('google-drive.download', 'Drive', { file: items[0].id });
    expect(answer).toMatchObject({ status: 502, body: { vendorCode: 'fileNotDownloadable' } });
  });

  it('repeat what Drive throttles with 403, and tell what it refuses', async () => {
    await google().clearJournal('google');
    await google().mood('google', { kind: 'throttles', endpoint: 'drive.files.list', times: 2 });
    await desk.run('google-drive.listFiles', 'Drive');
    expect((await google().journal('google', 'drive.files.list')).map(({ status }) => status)).toEqual([403, 403, 200]);
    const wrong = await desk.ask('google-drive.listFiles', 'Drive', { query: 'nonsense' });
    expect(wrong).toMatchObject({ status: 502, body: { remedy: 'fix-request', vendorCode: 'invalid' } });
  });

  it('work for a service account in a shared drive, and say that it has no room of its own', async () => {
    const alone = await desk.ask('google-drive.upload', 'Robot', { content: 'x', name: 'r.txt' });
    expect(alone).toMatchObject({
      status: 502,
      body: { remedy: 'configure', vendorCode: 'storageQuotaExceeded' },
    });
    const { id: folder } = googleAccounts.sharedDrive;
    const file = await desk.run('google-drive.upload', 'Robot', { content: 'x', name: 'r.txt', folder });
    expect(file).toMatchObject({ driveId: folder });
    const { items } = await desk.run('google-drive.listFiles', 'Drive', { folder });
    expect(items).toMatchObject([{ name: 'r.txt' }]);
  });

  it('ask for no more access than was chosen', async () => {
    const { processes } = desk;
    await desk.connectDrive('Robot 2', { access: 'read-only' });
    const declaredTokens = ['Files', 'Team', 'Drive', 'Robot', 'Robot 2'];
    await processes.caller.patch(`/v1/apps/${processes.appId}`, { declaredTokens }, { 'if-match': '*' });
    await desk.run('google-drive.listFiles', 'Robot 2');
    const refused = await desk.ask('google-drive.upload', 'Robot 2', { content: 'x', name: 'x' });
    expect(refused).toMatchObject({
      status: 502,
      body: { remedy: 'reconnect', vendorCode: 'insufficientPermissions' },
    });
  });
});
