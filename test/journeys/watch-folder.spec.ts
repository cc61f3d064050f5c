import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ActionDesk } from '../modules/resolution/actions/action-desk.js';
import type { Json } from '../support/api-client.js';
import { eventually } from '../support/eventually.js';
import { ANY, expectStatus } from '../workflows/support/process-desk.js';

const EXAMPLE = readFileSync('docs/examples/watch-folder.yaml', 'utf8');
const START = {
  specversion: '1.0',
  id: 'start',
  source: 'https://example.com/person',
  type: 'com.example.watch-folder',
};

describe('The example of a process that watches a folder', () => {
  let desk: ActionDesk;
  beforeAll(async () => {
    desk = await ActionDesk.open();
  });
  afterAll(() => desk.close());

  const put = (name: string) =>
    desk.run('dropbox.uploadFile', 'Files', { path: `/inbox/${name}.txt`, content: `the text of ${name}` });

  it('handles each file that comes once, in one short run after the other', async () => {
    const { caller, processes, appId } = desk.processes;
    await put('there before');
    // A minute is long for a test; nothing else differs.
    const text = EXAMPLE.replace('wait: PT1M', 'wait: { milliseconds: 50 }');
    const { id } = expectStatus(await caller.post(processes, { name: 'Watch', definition: text }), 201);
    expectStatus(await caller.post(`${processes}/${id}/publish`, {}, ANY), 201);
    const began = { ...START, datacontenttype: 'application/json', data: {} };
    const headers = { 'content-type': 'application/cloudevents+json' };
    expectStatus(await caller.post(`/v1/apps/${appId}/events`, began, headers), 202);
    const runs = async (): Promise<Json[]> =>
      expectStatus(await caller.get(`/v1/runs?processId=${id}&limit=200`), 200).items;
    const read = async (): Promise<string[]> => {
      const steps = await Promise.all((await runs()).map((run) => desk.processes.steps(run.id)));
      return steps.flat().flatMap(({ output }) => (output?.content === undefined ? [] : [output.content]));
    };
    await eventually(async () => (await runs()).length > 2);
    await put('first');
    await eventually(async () => (await read()).length === 1);
    await put('second');
    await eventually(async () => (await read()).length === 2);
    expect((await read()).sort()).toEqual(['the text of first', 'the text of second']);
    expectStatus(await caller.put(`${processes}/${id}/schedule`, { enabled: false }, ANY), 200);
    expect((await runs()).filter(({ status }) => status === 'faulted')).toEqual([]);
  });

  it('stands in the page on processes', () => {
    expect(readFileSync('docs/processes.md', 'utf8')).toContain('](examples/watch-folder.yaml)');
  });
});
