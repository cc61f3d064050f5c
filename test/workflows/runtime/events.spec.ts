import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine } from './memory-engine.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;
const event = (id: string, type: string, data: unknown = {}) => ({
  ...{ specversion: '1.0' as const, id, source: 'https://ward.example.com', type, data },
});

describe('events of a definition', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  /** The events are there before anybody listens: what a task takes of a line does not depend on when it looks. */
  async function output(text: string, { input = {}, events = [] as ReturnType<typeof event>[] } = {}) {
    const actions = actionsOf({});
    for (const each of events) await actions.events.publish(each);
    const definition = await parseDefinition(HEAD + text, pool);
    return performRun({ definition, input, port: new MemoryEngine(), actions, runtimeVersion: '1' });
  }
  const listen = (to: string, more = '') => `do: [{ hear: { listen: { to: ${to} }${more} } }]`;

  it('are told to the app with an id that a repeated step gives again', async () => {
    const text = `do: [{ tell: { emit: { event: { with: { source: 'https://a.b', type: greeted, data: { to: '\${ .name }' } } } } } }]`;
    const first = await output(text, { input: { name: 'Ada' } });
    expect(first).toMatchObject({
      output: {
        specversion: '1.0',
        source: 'https://a.b',
        type: 'greeted',
        data: { to: 'Ada' },
        time: '2026-01-01T00:00:00.000Z',
      },
    });
    expect(await output(text, { input: { name: 'Ada' } })).toEqual(first);
  });

  it.each([
    ['type: "${ .n }"', /no text of 1 to 2000 characters as its type/],
    ['id: "${ .empty }"', /no text of 1 to 2000 characters as its id/],
    ['time: "${ .word }"', /time of the event is none/],
    ['order: "${ .list }"', /attribute order of the event is no text, number or boolean/],
  ])('are not told when an expression makes something else of them: %s', async (attribute, why) => {
    const given = `{ source: 'https://a.b', type: t, ${attribute} }`.replace(/type: t, type:/, 'type:');
    const input = { n: 5, empty: '', word: 'soon', list: [1] };
    expect(await output(`do: [{ tell: { emit: { event: { with: ${given} } } } }]`, { input })).toMatchObject({
      status: 'faulted',
      problem: { instance: '/do/0/tell', detail: expect.stringMatching(why) },
    });
  });

  const line = [
    event('1', 'ward.temperature', { celsius: 36.9, bed: 4 }),
    event('2', 'ward.temperature', { celsius: 39.2, bed: 7 }),
    event('3', 'ward.pulse', { bpm: 130, bed: 7 }),
    event('4', 'ward.left', { bed: 7 }),
  ];

  it.each([
    ['the first of a type', `{ one: { with: { type: ward.pulse } } }`, ['3']],
    ['the first whose data an expression holds true of', `{ one: { with: { data: '\${ .celsius > 38 }' } } }`, ['2']],
    ['the first that a pattern describes', `{ one: { with: { type: 'ward\\.(pulse|left)' } } }`, ['3']],
    ['any of several', `{ any: [{ with: { type: ward.left } }, { with: { type: ward.pulse } }] }`, ['3']],
    ['any at all', '{ any: [] }', ['1']],
    ['one of each', `{ all: [{ with: { type: ward.pulse } }, { with: { type: ward.temperature } }] }`, ['1', '3']],
    ['all until something is true of what came', `{ any: [], until: '( . | length ) > 2' }`, ['1', '2', '3']],
    [
      'all until something is true of the last one',
      `{ any: [], until: '\${ .[-1].data.bpm != null }' }`,
      ['1', '2', '3'],
    ],
    [
      'all until another one comes, which is not among them',
      `{ any: [{ with: { type: ward.temperature } }], until: { one: { with: { type: ward.pulse } } } }`,
      ['1', '2'],
    ],
    [
      'those that say what the input says',
      `{ one: { with: { type: ward.temperature }, correlate: { bed: { from: .data.bed, expect: '\${ .bed }' } } } }`,
      ['2'],
    ],
    [
      'those that agree with each other',
      `{ all: [{ with: { type: ward.left }, correlate: { bed: { from: .data.bed } } }, { with: { type: ward.pulse }, correlate: { bed: { from: .data.bed } } }] }`,
      ['3', '4'],
    ],
  ])('are taken as the strategy says: %s', async (_what, to, ids) => {
    const text = `do: [{ hear: { listen: { to: ${to}, read: envelope }, output: { as: '[.[].id]' } } }]`;
    const end = output(text, { input: { bed: 7 }, events: line });
    expect(await end).toEqual({ status: 'completed', output: ids });
  });

  it('are waited for while those that came do not agree', async () => {
    const agreeing = (type: string) => `{ with: { type: ${type} }, correlate: { bed: { from: .data.bed } } }`;
    const to = `{ all: [${agreeing('ward.temperature')}, ${agreeing('ward.pulse')}] }`;
    await expect(output(listen(to), { events: line })).rejects.toThrow('/do/0/hear/event');
  });

  it('do not end the run when an expression cannot be evaluated for one of them', async () => {
    const odd = [event('0', 'odd', 'a text'), event('5', 'odd', { list: [1] })];
    const end = await output(listen(`{ one: { with: { data: '\${ .list[0] == 1 }' } } }`), { events: odd });
    expect(end).toEqual({ status: 'completed', output: [{ list: [1] }] });
  });

  it('are handled one after the other', async () => {
    const foreach = `, foreach: { item: beat, at: n, do: [{ keep: { set: { n: '\${ $n }', bed: '\${ $beat.bed }' } } }], output: { as: '\${ .bed * 10 + $n }' } }`;
    const end = await output(listen(`{ any: [], until: '\${ .[-1].bpm != null }' }`, foreach), { events: line });
    expect(end).toEqual({ status: 'completed', output: [40, 71, 72] });
  });

  it.each([
    [listen('{}'), '/do/0/hear/listen/to'],
    [listen(`{ one: { with: { type: a } }, any: [] }`), '/do/0/hear/listen/to'],
    [listen(`{ one: { with: { type: a } }, until: . }`), '/do/0/hear/listen/to/until'],
    [listen(`{ one: { with: { type: a }, when: b } }`), '/do/0/hear/listen/to/one/when'],
    [
      listen(`{ one: { with: { type: a }, correlate: { b: { from: '.c +' } } } }`),
      '/do/0/hear/listen/to/one/correlate/b/from',
    ],
    [
      listen(`{ one: { with: { type: a } } }`, ', foreach: { do: [{ x: { fork: { branches: [] } } }] }'),
      '/do/0/hear/foreach/do/0/x/fork/branches',
    ],
  ])('are refused at publish where a filter means nothing: %s', async (text, path) => {
    await expect(output(text)).rejects.toMatchObject({
      facts: { problems: expect.arrayContaining([expect.objectContaining({ path })]) },
    });
  });
});
