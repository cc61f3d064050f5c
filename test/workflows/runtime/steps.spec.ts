import { BrokerError, type Remedy } from '../../../src/kernel/broker.error.js';
import { JqPool } from '../../../src/workflows/runtime/expressions/jq-pool.js';
import { parseDefinition } from '../../../src/workflows/runtime/parse-definition.js';
import { performRun } from '../../../src/workflows/runtime/runner.js';
import { actionsOf, MemoryEngine, Suspended } from './memory-engine.js';

const HEAD = `document: { dsl: '1.0.3', namespace: test, name: test, version: '1.0.0' }\n`;
const trouble = (remedy: Remedy, facts = {}, code = 'some-code') =>
  new BrokerError({ code, remedy, status: 503, message: `Trouble: ${remedy}.`, facts });

describe('steps', () => {
  const pool = new JqPool();
  afterAll(() => pool.close());

  async function start(
    text: string,
    actions: ReturnType<typeof actionsOf>,
    { port = new MemoryEngine(), input = {} }: { port?: MemoryEngine; input?: unknown } = {},
  ) {
    const definition = await parseDefinition(HEAD + text, pool);
    return { port, end: performRun({ definition, input, port, actions, runtimeVersion: '1' }) };
  }

  const THREE_ACTIONS = `
do:
  - list: { call: dropbox.listFolder, with: { token: Files, path: '\${ .folder }' } }
  - each:
      for: { in: .entries }
      do: [{ read: { call: dropbox.getFile, with: { token: Files, name: '\${ $item }' } } }]
  - done: { call: dropbox.listFolder, with: { token: Files, path: '\${ .content }' } }`;

  it('runs actions with the named token and evaluated inputs', async () => {
    const seen: unknown[] = [];
    const actions = actionsOf({
      'dropbox.listFolder': (inputs) => {
        seen.push(inputs);
        return { entries: ['a', 'b'] };
      },
      'dropbox.getFile': (inputs) => {
        seen.push(inputs);
        return { content: `of ${inputs.name}` };
      },
    });
    const { port, end } = await start(THREE_ACTIONS, actions, { input: { folder: '/x' } });
    expect(await end).toEqual({ status: 'completed', output: { entries: ['a', 'b'] } });
    expect(seen).toEqual([
      { token: 'Files', path: '/x' },
      { token: 'Files', name: 'a' },
      { token: 'Files', name: 'b' },
      { token: 'Files', path: 'of b' },
    ]);
    expect(port.performed.map(({ name }) => name)).toEqual([
      '/do/0/list',
      '/do/1/each[0]/do/0/read',
      '/do/1/each[1]/do/0/read',
      '/do/2/done',
    ]);
  });

  it('repeats no recorded step after a restart, wherever it happens', async () => {
    for (let crashAfter = 0; crashAfter < 4; crashAfter++) {
      const calls: string[] = [];
      const actions = actionsOf({
        'dropbox.listFolder': ({ path }) => {
          calls.push(`list ${path}`);
          return { entries: ['a', 'b'] };
        },
        'dropbox.getFile': ({ name }) => {
          calls.push(`get ${name}`);
          return { content: name };
        },
      });
      const port = new MemoryEngine();
      const input = { folder: '/x' };
      port.crashAfter = crashAfter;
      await expect((await start(THREE_ACTIONS, actions, { port, input })).end).rejects.toThrow(Suspended);
      expect(calls).toHaveLength(crashAfter);
      port.crashAfter = Number.POSITIVE_INFINITY;
      port.forgetProgress();
      expect(await (await start(THREE_ACTIONS, actions, { port, input })).end).toMatchObject({ status: 'completed' });
      expect(calls).toEqual(['list /x', 'get a', 'get b', 'list b']);
    }
  });

  it.each<Remedy>(['reconnect', 'configure', 'in-doubt'])(
    'parks on the token when the remedy is %s, and retries the same step',
    async (remedy) => {
      const text = `do: [{ list: { call: dropbox.listFolder, with: { token: Files } } }]`;
      let isMended = false;
      const actions = actionsOf({
        'dropbox.listFolder': () => {
          if (!isMended) throw trouble(remedy);
          return { fine: true };
        },
      });
      const port = new MemoryEngine();
      await expect((await start(text, actions, { port })).end).rejects.toThrow(Suspended);
      expect(port.waits).toEqual([
        {
          name: '/do/0/list!1/mended',
          reason: { kind: 'token', token: 'Files', code: 'some-code', message: `Trouble: ${remedy}.` },
        },
      ]);
      isMended = true;
      port.signals.set('/do/0/list!1/mended', null);
      expect(await (await start(text, actions, { port })).end).toEqual({ status: 'completed', output: { fine: true } });
      expect(port.performed.map(({ name }) => name)).toEqual(['/do/0/list', '/do/0/list!2']);
    },
  );

  it('shows no handler that a run is parked', async () => {
    const text = `
do:
  - guarded:
      try: [{ list: { call: dropbox.listFolder, with: { token: Files } } }]
      catch: { do: [{ wrong: { set: { wrong: true } } }] }`;
    const actions = actionsOf({
      'dropbox.listFolder': () => {
        throw trouble('reconnect');
      },
    });
    await expect((await start(text, actions)).end).rejects.toThrow(Suspended);
  });

  it('retries passing faults with growing pauses, then lets the definition catch them', async () => {
    const text = `
do:
  - guarded:
      try: [{ list: { call: dropbox.listFolder, with: { token: Files } } }]
      catch: { errors: { with: { status: 503 } }, do: [{ handled: { set: { type: '\${ $error.type }' } } }] }`;
    const actions = actionsOf({
      'dropbox.listFolder': () => {
        throw trouble('wait');
      },
    });
    const { port, end } = await start(text, actions);
    expect(await end).toEqual({
      status: 'completed',
      output: { type: 'https://serverlessworkflow.io/spec/1.0.0/errors/communication' },
    });
    expect(port.slept).toHaveLength(5);
    for (const [index, { ms }] of port.slept.entries()) expect(ms).toBeGreaterThanOrEqual(500 * 2 ** index);
  });

  it('forgives the passing faults that came before a person mended the token', async () => {
    const text = `do: [{ list: { call: dropbox.listFolder, with: { token: Files } } }]`;
    const faults: Remedy[] = ['wait', 'wait', 'wait', 'wait', 'wait', 'reconnect', 'wait', 'wait'];
    const actions = actionsOf({
      'dropbox.listFolder': () => {
        const remedy = faults.shift();
        if (remedy) throw trouble(remedy);
        return { fine: true };
      },
    });
    const port = new MemoryEngine();
    await expect((await start(text, actions, { port })).end).rejects.toThrow(Suspended);
    port.signals.set('/do/0/list!6/mended', null);
    expect(await (await start(text, actions, { port })).end).toEqual({ status: 'completed', output: { fine: true } });
  });

  it('waits as long as the vendor says', async () => {
    let calls = 0;
    const actions = actionsOf({
      'dropbox.listFolder': () => {
        if (++calls > 1) return { fine: true };
        throw new BrokerError({ code: 'x', remedy: 'wait', status: 503, message: 'x', retryAfterMs: 12_345 });
      },
    });
    const { port, end } = await start(`do: [{ list: { call: dropbox.listFolder, with: { token: Files } } }]`, actions);
    expect(await end).toMatchObject({ status: 'completed' });
    expect(port.slept.map(({ ms }) => ms)).toEqual([12_345]);
  });

  it('fails at once when the request is wrong', async () => {
    const actions = actionsOf({
      'dropbox.listFolder': () => {
        throw trouble('fix-request', { httpStatus: 404 });
      },
    });
    const { port, end } = await start(`do: [{ list: { call: dropbox.listFolder, with: { token: Files } } }]`, actions);
    expect(await end).toMatchObject({ status: 'faulted', problem: { status: 404, instance: '/do/0/list' } });
    expect(port.performed).toHaveLength(1);
  });

  describe('with unknown outcome', () => {
    const text = `do: [{ make: { call: netsuite.createInvoice, with: { token: Books } } }]`;
    const lost = actionsOf({
      'netsuite.createInvoice': () => {
        throw trouble('wait', { sent: true });
      },
    });

    it('asks a person instead of repeating what must not be repeated', async () => {
      const port = new MemoryEngine();
      await expect((await start(text, lost, { port })).end).rejects.toThrow(Suspended);
      expect(port.waits[0]).toMatchObject({ name: '/do/0/make!1/decision', reason: { kind: 'unknown-outcome' } });
    });

    it.each([
      [
        { decision: 'skip', output: { id: 7 } },
        { status: 'completed', output: { id: 7 } },
      ],
      [{ decision: 'fail' }, { status: 'faulted', problem: { instance: '/do/0/make' } }],
    ])('does what the person decides: %j', async (decision, expected) => {
      const port = new MemoryEngine();
      port.signals.set('/do/0/make!1/decision', decision);
      expect(await (await start(text, lost, { port })).end).toMatchObject(expected);
      expect(port.performed).toHaveLength(1);
    });

    it('repeats it when the person says so', async () => {
      const port = new MemoryEngine();
      port.signals.set('/do/0/make!1/decision', { decision: 'retry' });
      let calls = 0;
      const second = actionsOf({
        'netsuite.createInvoice': () => {
          if (++calls > 1) return { id: 8 };
          throw trouble('in-doubt', {}, 'outcome-unknown');
        },
      });
      expect(await (await start(text, second, { port })).end).toEqual({ status: 'completed', output: { id: 8 } });
    });
  });

  it('stops a step at the timeout of its task', async () => {
    const actions = actionsOf(
      {},
      {
        'https://slow.example/': () =>
          new Promise((_resolve, reject) => setTimeout(() => reject(new Error('late')), 80)),
      },
    );
    const text = `do: [{ slow: { timeout: { after: { milliseconds: 20 } }, call: http, with: { method: get, endpoint: 'https://slow.example/' } } }]`;
    const { end } = await start(text, actions);
    expect(await end).toMatchObject({ status: 'faulted', problem: { status: 408, instance: '/do/0/slow' } });
  });

  describe('of HTTP', () => {
    const http = {
      'https://api.example/pet/1?full=yes': (call: Readonly<Record<string, unknown>>) => ({
        body: { id: 1, sent: call.headers },
      }),
      'https://api.example/moved': () => ({ status: 302, headers: { location: 'https://api.example/' } }),
      'https://api.example/missing': () => ({ status: 404, body: { no: true } }),
    };

    it.each([
      ['content', { id: 1, sent: { accept: 'x' } }],
      [
        'response',
        expect.objectContaining({
          statusCode: 200,
          content: { id: 1, sent: { accept: 'x' } },
          request: { method: 'get', uri: 'https://api.example/pet/1?full=yes', headers: { accept: 'x' } },
        }),
      ],
      ['raw', Buffer.from(JSON.stringify({ id: 1, sent: { accept: 'x' } })).toString('base64')],
    ])('gives %s', async (format, expected) => {
      const { end } = await start(
        `do: [{ get: { call: http, with: { method: get, endpoint: 'https://api.example/pet/{petId}', query: { full: '\${ "yes" }' }, headers: { accept: x }, output: ${format} } } }]`,
        actionsOf({}, http),
        { input: { petId: 1 } },
      );
      expect(await end).toEqual({ status: 'completed', output: expected });
    });

    it.each(['..', '.'])('lets no value lead the path elsewhere: "%s"', async (petId) => {
      const { end } = await start(
        `do: [{ get: { call: http, with: { method: get, endpoint: 'https://api.example/pet/{petId}/tags' } } }]`,
        actionsOf({}, http),
        { input: { petId } },
      );
      const problem = { instance: '/do/0/get', detail: expect.stringContaining('leads the path elsewhere') };
      expect(await end).toMatchObject({ status: 'faulted', problem });
    });

    it('makes an error of every status that is not wanted', async () => {
      const get = (path: string, more = '') =>
        `do: [{ get: { call: http, with: { method: get, endpoint: 'https://api.example/${path}'${more} } } }]`;
      const type = 'https://serverlessworkflow.io/spec/1.0.0/errors/communication';
      const result = async (text: string) => (await start(text, actionsOf({}, http))).end;
      expect(await result(get('missing'))).toMatchObject({ problem: { type, status: 404, instance: '/do/0/get' } });
      expect(await result(get('moved'))).toMatchObject({ problem: { type, status: 302 } });
      expect(await result(get('moved', ', redirect: true'))).toMatchObject({ status: 'completed' });
    });
  });
});
