import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { madeFile } from '../../../../sandbox/files/made-body.js';
import type { Json } from '../../../support/api-client.js';
import { ActionDesk } from './action-desk.js';

const MIB = 1024 * 1024;
const sample = (size: number): Buffer => Buffer.concat([...madeFile(size).chunks()]);

describe('The actions of Dropbox, at their HTTP door', () => {
  let desk: ActionDesk;
  beforeAll(async () => {
    desk = await ActionDesk.open();
  });
  afterAll(() => desk.close());
  const calls = async () => (await desk.latchkey.vendors.journal('dropbox')).map(({ endpoint }) => endpoint);

  it('upload a text, list it and read it', async () => {
    const file = await desk.run('dropbox.uploadFile', 'Files', { path: '/in/a – 日本.txt', content: 'grüße' });
    expect(file).toMatchObject({ name: 'a – 日本.txt', size: 7 });
    const listed = await desk.run('dropbox.listFolder', 'Files', { path: '/in' });
    expect(listed).toMatchObject({ items: [{ name: 'a – 日本.txt' }], hasMore: false });
    const read = await desk.run('dropbox.readTextFile', 'Files', { path: '/in/a – 日本.txt' });
    expect(read).toMatchObject({ content: 'grüße', file: { size: 7 } });
  });

  it('join as many pages as were asked for, say whether more remains, and go on at the cursor', async () => {
    for (const name of ['1', '2', '3', '4', '5']) {
      await desk.run('dropbox.uploadFile', 'Files', { path: `/pages/${name}.txt`, content: name });
    }
    const two = await desk.run('dropbox.listFolder', 'Files', { path: '/pages', limit: 2, maxPages: 2 });
    expect(two).toMatchObject({ hasMore: true, cursor: expect.any(String) });
    expect(two.items).toHaveLength(4);
    const rest = await desk.run('dropbox.listFolder', 'Files', { path: '/pages', cursor: two.cursor });
    expect(rest).toMatchObject({ hasMore: false, items: [{ name: '5.txt' }] });
    const all = await desk.run('dropbox.listFolder', 'Files', { path: '/pages', limit: 2, maxPages: 100 });
    expect(all).toMatchObject({ hasMore: false });
    expect(all.items).toHaveLength(5);
  });

  it('tell only what changed since a cursor, with what was deleted', async () => {
    for (const name of ['kept', 'gone']) {
      await desk.run('dropbox.uploadFile', 'Files', { path: `/feed/${name}.txt`, content: name });
    }
    const { cursor } = await desk.run('dropbox.getCursor', 'Files', { path: '/feed', recursive: true });
    const since = (from: string) => desk.run('dropbox.listFolder', 'Files', { path: '/feed', cursor: from });
    expect(await since(cursor)).toMatchObject({ items: [], hasMore: false });
    await desk.run('dropbox.uploadFile', 'Files', { path: '/elsewhere.txt', content: 'a' });
    await desk.run('dropbox.deleteEntry', 'Files', { path: '/feed/gone.txt' });
    await desk.run('dropbox.move', 'Files', { from: '/feed/kept.txt', to: '/feed/in/moved.txt' });
    const changed = await since(cursor);
    expect(changed.items.map((item: Json) => `${item['.tag']} ${item.path_lower}`)).toEqual([
      'deleted /feed/gone.txt',
      'deleted /feed/kept.txt',
      'folder /feed/in',
      'file /feed/in/moved.txt',
    ]);
    expect(await since(changed.cursor)).toMatchObject({ items: [], hasMore: false });
  });

  it('take a large file as a stream and send it in parts', async () => {
    const content = sample(20 * MIB + 7);
    await desk.latchkey.vendors.clearJournal('dropbox');
    const parts = { with: { path: '/big.bin' }, content: new Blob([content]), name: 'big.bin' };
    const answer = await desk.upload('dropbox.uploadFile', 'Files', parts);
    expect(answer.status).toBe(200);
    const { output } = (await answer.json()) as Json;
    expect(output).toMatchObject({ name: 'big.bin', size: content.length });
    const session = 'files/upload_session';
    expect(await calls()).toEqual([
      `${session}/start`,
      `${session}/append_v2`,
      `${session}/append_v2`,
      `${session}/finish`,
    ]);
  });

  it.each(['append_v2', 'finish'])('go on with an upload when the answer of %s was lost', async (step) => {
    const endpoint = `files/upload_session/${step}`;
    await desk.latchkey.vendors.clearJournal('dropbox');
    await desk.latchkey.vendors.mood('dropbox', { kind: 'loses-answer', endpoint, times: 1 });
    // A whole number of parts, and of the blocks of the hash.
    const parts = { with: { path: `/lost-${step}.bin` }, content: new Blob([sample(16 * MIB)]), name: 'lost.bin' };
    const answer = await desk.upload('dropbox.uploadFile', 'Files', parts);
    expect(((await answer.json()) as Json).output).toMatchObject({ name: `lost-${step}.bin`, size: 16 * MIB });
    const statuses = (await desk.latchkey.vendors.journal('dropbox', endpoint)).map(({ status }) => status);
    expect(statuses).toEqual([0, 409]);
  });

  it('do not take the file of somebody else for an upload whose session is gone', async () => {
    await desk.run('dropbox.uploadFile', 'Files', { path: '/theirs.bin', content: 'theirs' });
    const [endpoint, status] = ['files/upload_session/finish', 409];
    await desk.latchkey.vendors.mood('dropbox', { kind: 'refuses', error: 'lookup_failed', endpoint, status });
    const parts = { with: { path: '/theirs.bin' }, content: new Blob([sample(17 * MIB)]), name: 'mine.bin' };
    const answer = await desk.upload('dropbox.uploadFile', 'Files', parts);
    expect(await answer.json()).toMatchObject({ remedy: 'fix-request', vendorCode: 'lookup_failed' });
    await desk.latchkey.vendors.mood('dropbox');
  });

  it('give a file as a stream with its name, which a browser can only save', async () => {
    const answer = await desk.download('dropbox.downloadFile', 'Files', { path: '/in/a – 日本.txt' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''a%20%E2%80%93%20%E6%97%A5%E6%9C%AC.txt",
    );
    expect(answer.headers.get('content-length')).toBe('7');
    expect(await answer.text()).toBe('grüße');
  });

  it('make folders, move, copy, search and delete, and can be repeated where they say so', async () => {
    expect(await desk.run('dropbox.createFolder', 'Files', { path: '/office/new' })).toMatchObject({ created: true });
    expect(await desk.run('dropbox.createFolder', 'Files', { path: '/office/new' })).toMatchObject({
      created: false,
      folder: { name: 'new' },
    });
    await desk.run('dropbox.uploadFile', 'Files', { path: '/office/report.txt', content: 'x' });
    const moved = await desk.run('dropbox.move', 'Files', { from: '/office/report.txt', to: '/office/new/final.txt' });
    expect(moved).toMatchObject({ name: 'final.txt' });
    const copied = await desk.run('dropbox.copy', 'Files', { from: '/office/new/final.txt', to: '/office/copy.txt' });
    expect(copied.id).not.toBe(moved.id);
    const found = await desk.run('dropbox.search', 'Files', { query: 'FINAL' });
    expect(found).toMatchObject({ items: [{ path_display: '/office/new/final.txt' }], hasMore: false });
    expect(await desk.run('dropbox.deleteEntry', 'Files', { path: '/office' })).toMatchObject({ deleted: true });
    expect(await desk.run('dropbox.deleteEntry', 'Files', { path: '/office' })).toEqual({ deleted: false });
    const gone = await desk.ask('dropbox.getMetadata', 'Files', { path: '/office' });
    expect(gone).toMatchObject({ status: 502, body: { remedy: 'fix-request', vendorCode: 'path' } });
    expect(gone.body.vendorRequestId).toEqual(expect.any(String));
  });

  it('share a file by a link, and find the link again', async () => {
    const first = await desk.run('dropbox.createSharedLink', 'Files', { path: '/in/a – 日本.txt' });
    expect(first).toMatchObject({ created: true, url: expect.stringContaining('https://www.dropbox.com/') });
    const again = await desk.run('dropbox.createSharedLink', 'Files', { path: '/in/a – 日本.txt' });
    expect(again).toMatchObject({ created: false, url: first.url });
    const { items } = await desk.run('dropbox.listSharedLinks', 'Files');
    expect(items).toMatchObject([{ url: first.url }]);
    const { link } = await desk.run('dropbox.getTemporaryLink', 'Files', { path: '/in/a – 日本.txt' });
    expect(link).toContain('https://content.dropboxapi.com/');
  });

  it('act for a member of a team, who can be chosen', async () => {
    const alone = await desk.ask('dropbox.listFolder', 'Team', { path: '' });
    expect(alone).toMatchObject({ status: 502, body: { remedy: 'fix-request' } });
    const path = `${desk.path('dropbox.listFolder')}/choices/member`;
    const { status, body } = await desk.processes.caller.post(path, { token: 'Team' });
    expect(status).toBe(200);
    expect(body).toMatchObject({ hasMore: false, choices: [{ label: 'ada@clinic.example' }, {}] });
    const member = body.choices[0].value;
    await desk.run('dropbox.uploadFile', 'Team', { path: '/of-ada.txt', content: 'x', member });
    const { items } = await desk.run('dropbox.listFolder', 'Team', { path: '', member });
    expect(items.map(({ name }: Json) => name)).toContain('of-ada.txt');
    const members = await desk.run('dropbox.listTeamMembers', 'Team', { limit: 1, maxPages: 5 });
    expect(members.items).toHaveLength(2);
  });
});
