import { createHash } from 'node:crypto';
import { ActionFile } from '../../../../src/connectors/contract/action-file.js';
import { failureOf } from '../../../support/failure-of.js';
import { bytes, MEGABYTE, SharePointHouse } from './sharepoint-house.js';

describe('SharePoint keeps files', () => {
  let house: SharePointHouse;

  beforeAll(async () => {
    house = await SharePointHouse.open();
  });

  beforeEach(() => house.moods());

  afterAll(() => house.close());

  it('small ones in one request, as they were', async () => {
    const path = '/Reports/Übersicht – 日本 #1.txt';
    const file = await house.run('uploadFile', { site: house.site, path, content: 'grüße' });
    expect(file).toMatchObject({ name: 'Übersicht – 日本 #1.txt', size: 7 });
    expect(file).not.toHaveProperty('@microsoft.graph.downloadUrl');
    expect(await house.run('readTextFile', { site: house.site, path })).toEqual({ content: 'grüße' });
    expect(await house.run('getFile', { site: house.site, path: `id:${file.id}` })).toMatchObject({ size: 7 });
    const again = house.run('uploadFile', { site: house.site, path, content: 'x', ifExists: 'fail' });
    expect(await failureOf(again)).toMatchObject({ facts: { httpStatus: 409, vendorCode: 'nameAlreadyExists' } });
  });

  it('new ones when the answer was lost, and refuses others of that name', async () => {
    const path = '/Reports/new.txt';
    await house.moods({ kind: 'loses-answer', endpoint: 'content', times: 1 });
    const file = { site: house.site, path, content: 'new'.repeat(100), ifExists: 'fail' };
    const made = await house.run('uploadFile', file);
    expect((await house.journal('content')).map(({ status }) => status)).toEqual([0, 409]);
    expect(made).toMatchObject({ name: 'new.txt', size: 300 });
    expect(made).not.toHaveProperty('@microsoft.graph.downloadUrl');
    const other = house.run('uploadFile', { ...file, content: 'nex'.repeat(100) });
    expect(await failureOf(other)).toMatchObject({ facts: { httpStatus: 409, vendorCode: 'nameAlreadyExists' } });
  });

  it('empty ones', async () => {
    expect(await house.run('uploadFile', { site: house.site, path: '/empty.txt', content: '' })).toMatchObject({
      size: 0,
    });
    expect(await house.run('readTextFile', { site: house.site, path: '/empty.txt' })).toEqual({ content: '' });
  });

  it('large ones in parts, which carry no token, and tells how far it is', async () => {
    const notes: unknown[] = [];
    const { file, digest } = digested('scan.bin', 21 * MEGABYTE);
    const progress = (note: unknown) => void notes.push(note);
    const item = await house.upload(file, '/Reports/scan.bin', { progress });
    expect(item).toMatchObject({ name: 'scan.bin', size: 21 * MEGABYTE });
    expect(notes.at(-1)).toEqual({ done: 21 * MEGABYTE, total: 21 * MEGABYTE });
    const parts = await house.journal('uploadFragment');
    expect(parts.map(({ status, credential: shown }) => [status, shown])).toEqual([
      [202, undefined],
      [202, undefined],
      [201, undefined],
    ]);
    expect(parts.at(-1)?.notes).toMatchObject({ sha256: digest() });
  });

  it.each([
    ['loses-answer', 'of a part in the middle', 1],
    ['throttles', 'before a part', 1],
  ])('large ones although it %s %s', async (kind) => {
    await house.moods({ kind, endpoint: 'uploadFragment', times: 1, ...(kind === 'throttles' ? { seconds: 0 } : {}) });
    const { file, digest } = digested('again.bin', 12 * MEGABYTE);
    await house.upload(file, `/Reports/again-${kind}.bin`);
    expect((await house.journal('uploadFragment')).at(-1)?.notes).toMatchObject({ sha256: digest() });
  });

  it('large ones when the answer to the last part was lost, and knows them from what was there before', async () => {
    const path = '/Reports/last.bin';
    const before = await house.run('uploadFile', { site: house.site, path, content: 'before' });
    const size = 21 * MEGABYTE;
    // The last part is read when the others are there.
    const mood = { kind: 'loses-answer', endpoint: 'uploadFragment', times: 1 };
    const lose = (piece: Buffer) => piece[0] === 20 && house.moods(mood);
    const file = new ActionFile({ name: 'last.bin', size }, { open: () => bytes(size, lose) });
    expect(await house.upload(file, path)).toMatchObject({ id: before.id, size });
    expect((await house.journal('uploadFragment')).map(({ status }) => status)).toEqual([0, 404]);
  });

  it('none of whose size nobody knows, and clears away what came of one that was too short', async () => {
    const unknown = new ActionFile({ name: 'x' }, { open: () => bytes(11 * MEGABYTE) });
    expect(await failureOf(house.upload(unknown, '/unknown.bin'))).toMatchObject({ code: 'action-failed' });
    const short = new ActionFile({ name: 'x', size: 40 * MEGABYTE }, { open: () => bytes(22 * MEGABYTE) });
    expect((await failureOf(house.upload(short, '/short.bin'))).message).toContain('not as long as its size says');
    expect((await house.journal('uploadSession')).at(-1)).toMatchObject({ method: 'DELETE', status: 204 });
    expect(await failureOf(house.run('getFile', { site: house.site, path: '/short.bin' }))).toMatchObject({
      facts: { httpStatus: 404 },
    });
  });

  it('that are downloaded as streams from an address that sees no token', async () => {
    const file = await house.open({ site: house.site, path: '/one-gigabyte.bin' });
    expect(file).toMatchObject({ size: 1024 ** 3 });
    file.discard();
    expect(await house.run('downloadFile', { site: house.site, path: '/one-gigabyte.bin' })).toMatchObject({
      name: 'one-gigabyte.bin',
      size: 1024 ** 3,
    });
    const calls = await house.journal('download');
    expect(calls.map(({ credential: shown }) => shown)).not.toContainEqual(expect.any(String));
  });

  it('in folders that are made, listed and searched', async () => {
    const folder = await house.run('createFolder', { site: house.site, path: '/', name: 'Archive' });
    expect(await house.run('createFolder', { site: house.site, path: '/', name: 'Archive' })).toMatchObject({
      id: folder.id,
    });
    await house.run('uploadFile', { site: house.site, path: '/Archive/a b.txt', content: 'a' });
    const listed = await house.run('listFolder', { site: house.site, path: '/Archive' });
    expect(listed).toMatchObject({ hasMore: false, items: [{ name: 'a b.txt' }] });
    expect(listed.items[0]).not.toHaveProperty('@microsoft.graph.downloadUrl');
    expect((await house.run('searchFiles', { site: house.site, words: "a b's" })).items).toEqual([]);
    expect((await house.run('searchFiles', { site: house.site, words: 'a b' })).items).toMatchObject([
      { name: 'a b.txt' },
    ]);
    const file = house.run('createFolder', { site: house.site, path: '/Archive', name: 'a b.txt' });
    expect(await failureOf(file)).toMatchObject({ facts: { vendorCode: 'nameAlreadyExists' } });
  });

  it('that are moved, copied into another library, shared and deleted', async () => {
    await house.run('uploadFile', { site: house.site, path: '/draft.txt', content: 'final' });
    await house.run('createFolder', { site: house.site, path: '/', name: 'Done' });
    const moved = await house.run('moveFile', {
      site: house.site,
      path: '/draft.txt',
      folder: '/Done',
      name: 'letter.txt',
    });
    expect(moved).toMatchObject({ name: 'letter.txt' });
    const { id: hr } = await house.run('findSite', { url: 'https://contoso.sharepoint.com/sites/hr' });
    const [library] = await house.choices('copyFile', 'drive', { site: hr });
    const copied = house.run('copyFile', {
      site: house.site,
      path: '/Done/letter.txt',
      folder: '/',
      targetDrive: library?.value,
    });

    expect(await copied).toMatchObject({ name: 'letter.txt' });
    expect(await house.run('readTextFile', { site: hr, path: '/letter.txt' })).toEqual({ content: 'final' });
    expect(await house.run('createLink', { site: house.site, path: '/Done/letter.txt' })).toMatchObject({
      link: { scope: 'organization', webUrl: expect.stringMatching(/^https:\/\/contoso\.sharepoint\.com\//) },
    });
    const anybody = house.run('createLink', { site: house.site, path: '/Done/letter.txt', scope: 'anonymous' });
    expect(await failureOf(anybody)).toMatchObject({ remedy: 'configure' });
    expect(await house.run('deleteFile', { site: house.site, path: '/Done' })).toEqual({ deleted: true });
    expect(await house.run('deleteFile', { site: house.site, path: '/Done' })).toEqual({ deleted: false });
  });
});

/** A file whose digest is known once it was read. */
function digested(name: string, size: number) {
  const hash = createHash('sha256');
  const file = new ActionFile({ name, size }, { open: () => bytes(size, (piece) => hash.update(piece)) });
  return { file, digest: () => hash.copy().digest('hex') };
}
