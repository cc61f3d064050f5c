import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCaller } from '../../../support/api-client.js';
import { ActionDesk } from './action-desk.js';

const MIB = 1024 * 1024;

describe('A file value', () => {
  let desk: ActionDesk;
  let sha256: unknown;
  beforeAll(async () => {
    desk = await ActionDesk.open();
    const { vendors } = desk.latchkey;
    ({ sha256 } = await vendors.register('dropbox', { file: { path: '/scan.bin', size: 20 * MIB } }));
  });
  afterAll(() => desk.close());

  const copyTask = `
  - read: { call: dropbox.downloadFile, with: { token: Files, path: /scan.bin } }
  - write: { call: google-drive.upload, with: { token: Drive, content: '\${ . }', name: copy.bin } }`;

  it('carries a file from one vendor to another in a process, and is all that the journal keeps', async () => {
    const { processes, latchkey } = desk;
    await latchkey.vendors.clearJournal('google');
    const run = await processes.start(await processes.publish('Copy', copyTask));
    const { output } = await processes.until(run, 'completed');
    expect(output).toMatchObject({ name: 'copy.bin', size: String(20 * MIB) });
    const parts = await latchkey.vendors.journal('google', 'drive.upload.part');
    expect(parts.at(-1)?.notes).toMatchObject({ size: String(20 * MIB), sha256 });
    const [read] = await processes.steps(run);
    const from = {
      call: 'dropbox.downloadFile',
      token: 'Files',
      with: { path: '/scan.bin' },
      mark: expect.any(String),
    };
    expect(read?.output).toEqual({ name: 'scan.bin', size: 20 * MIB, from });
  });

  it('is followed in a run only as an action of the app gave it', async () => {
    const { processes } = desk;
    const readTask = `
  - read: { call: dropbox.downloadFile, with: { token: Files, path: /scan.bin } }`;
    const read = await processes.start(await processes.publish('Read', readTask));
    const { output: file } = await processes.until(read, 'completed');
    const takeTask = `
  - other: { call: dropbox.downloadFile, if: '\${ .reads == true }', with: { token: Files, path: /scan.bin } }
  - write: { call: google-drive.upload, with: { token: Drive, content: '\${ .file }', name: given.bin } }`;
    const take = await processes.publish('Take a file', takeTask);
    const given = await processes.start(take, { file: { ...file, name: 'renamed.bin' } });
    expect(await processes.until(given, 'completed', 'faulted')).toMatchObject({ status: 'completed' });
    const { mark, ...unmarked } = file.from;
    const elsewhere = { ...file.from, with: { path: '/secret.bin' } };
    for (const from of [unmarked, elsewhere, { ...unmarked, mark: '' }, { ...unmarked, mark: `${mark}0` }]) {
      const run = await processes.start(take, { file: { ...file, from } });
      const { problem } = await processes.until(run, 'completed', 'faulted');
      expect(problem.detail).toContain('not one that an action of this app gave');
    }
  });

  it('heals the token of either side on the way', async () => {
    const { processes, latchkey } = desk;
    await latchkey.vendors.setAhead(5 * 3_600);
    const run = await processes.start(await processes.publish('Copy later', copyTask));
    await processes.until(run, 'completed');
    expect((await processes.steps(run)).map(({ token }) => token.generation)).toEqual([2, 2]);
    await latchkey.vendors.setAhead(0);
  });

  it('leads nowhere where its token may not be resolved', async () => {
    const { tenant, appId } = desk.processes;
    const runner = await createCaller(tenant.admin, { rights: ['run'], appId });
    const upload = async (from: unknown) =>
      runner.post(desk.path('google-drive.upload'), { token: 'Drive', with: { content: { from }, name: 'x' } });
    const undeclared = await upload({ call: 'dropbox.downloadFile', token: 'Secret', with: { path: '/a' } });
    expect(undeclared).toMatchObject({ status: 403, body: { code: 'token-not-declared' } });
    const noFile = await upload({ call: 'dropbox.listFolder', token: 'Files', with: { path: '' } });
    expect(noFile).toMatchObject({ status: 422, body: { code: 'file-refused' } });
    const ofAnother = await upload({ call: 'google-drive.download', token: 'Files', with: { file: 'a' } });
    expect(ofAnother).toMatchObject({ status: 404, body: { code: 'action-unknown' } });
  });

  it.each([
    ['nothing', {}],
    ['two things', { text: 'a', base64: 'YQ==' }],
    ['no base64', { base64: '!' }],
    ['an address', { from: 'https://intern/' }],
  ])('that says %s is refused before anything is sent', async (_what, content) => {
    const answer = await desk.ask('google-drive.upload', 'Drive', { content, name: 'x' });
    expect(answer).toMatchObject({ status: 422, body: { code: 'inputs-invalid' } });
  });

  it('ends the upload when the download breaks off, and leaves no half file', async () => {
    await desk.latchkey.vendors.mood('dropbox', { kind: 'resets-mid-body', endpoint: 'files/download' });
    const content = { from: { call: 'dropbox.downloadFile', token: 'Files', with: { path: '/scan.bin' } } };
    const answer = await desk.ask('google-drive.upload', 'Drive', { content, name: 'half.bin' });
    expect(answer).toMatchObject({ status: 502, body: { code: 'answer-lost' } });
    await desk.latchkey.vendors.mood('dropbox');
    const { items } = await desk.run('google-drive.listFiles', 'Drive', { nameContains: 'half' });
    expect(items).toEqual([]);
  });

  it('comes in a multipart request only under the name of an input that takes one', async () => {
    const form = new FormData();
    form.set('token', 'Drive');
    form.set('with', '{}');
    form.set('folder', new Blob(['x']), 'x.txt');
    const { status, body } = await desk.send('google-drive.upload', form);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'inputs-invalid' });
    const broken = await desk.send('google-drive.upload', 'no parts', {
      'content-type': 'multipart/form-data; boundary=x',
    });
    expect(broken).toMatchObject({ status: 400, body: { code: 'multipart-unreadable' } });
  });

  it.each([
    ['is nested too deeply', { with: `${'{"a":'.repeat(70)}1${'}'.repeat(70)}` }],
    ['has too many values', { with: `{"a":[${'1,'.repeat(100_000)}1]}` }],
    ['holds a NUL character', { with: '{"name":"a\\u0000"}' }],
    ['could change a prototype', { with: '{"__proto__":{"a":1}}' }],
    ['holds a lone surrogate', { with: '{"name":"\\ud800"}' }],
    ['says such a thing of the file', { with: '{"content":{"name":"\\ud800"}}' }],
    ['names its token so', { token: 'Dr\0ive', with: '{}' }],
  ])('comes in no multipart request that %s', async (_what, fields) => {
    for (const file of [undefined, new Blob(['x'])]) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ token: 'Drive', ...fields })) form.set(name, value);
      if (file) form.set('content', file, 'x.txt');
      const answer = await desk.send('google-drive.upload', form);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
    }
  });

  it('comes in no multipart request under a name that no database can keep', async () => {
    const form = new FormData();
    form.set('token', 'Drive');
    form.set('content', new Blob(['x']), 'x\0.txt');
    const answer = await desk.send('google-drive.upload', form);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  });
});
