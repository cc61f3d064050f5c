import { afterEach, describe, expect, it } from '@jest/globals';
import { compileServer, removeCompiledServer } from '../../support/compiled-server.js';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.js';
import { ProcessDesk } from '../../workflows/support/process-desk.js';
import { CARRIERS, type Carrier, openStorage, type Storage } from '../support/carriers.js';
import { byDepth } from '../support/depth.js';
import { FaultServerProcess } from '../support/fault-server-process.js';

const DAY_MS = 86_400_000;

describe.each(byDepth<readonly Carrier[]>({ bounded: CARRIERS.slice(0, 1), full: CARRIERS }))(
  'a wait of three days, with %s',
  (carrier) => {
    let servers: FaultServerProcess[] = [];
    let storage: Storage;
    let vendor: VendorServer;
    afterEach(async () => {
      await Promise.all(servers.map((server) => server.kill()));
      await Promise.all([vendor.close(), storage.drop()]);
      removeCompiledServer();
    });

    /** Every server is killed, and starts again with its clock so far ahead of the real one. */
    async function killAndRestart(aheadMs: number): Promise<void> {
      for (const server of servers) {
        await server.kill();
        await server.setClock(aheadMs);
        await server.start();
      }
    }

    it('survives kills and clocks that jump, and ends when its time has come', async () => {
      compileServer();
      [storage, vendor] = await Promise.all([openStorage(carrier), startVendorServer()]);
      vendor.reply(json({}));
      servers = [];
      const hosts = { LATCHKEY_SANDBOX_HOSTS: `api.example.com=${vendor.address}`, LATCHKEY_LOG_LEVEL: 'fatal' };
      for (const { environment } of storage.berths)
        servers.push(await FaultServerProcess.start({ ...environment, ...hosts }));
      const desk = await ProcessDesk.open({ url: servers[0]?.url ?? '' });
      const call = (path: string) =>
        `  - ${path}: { call: http, with: { method: get, endpoint: 'https://api.example.com/${path}' } }`;
      const waiting = await desk.publish('Three days', `${call('before')}\n  - pause: { wait: P3D }\n${call('after')}`);
      const probe = await desk.publish('Probe', call('probe'));
      const id = await desk.start(waiting);
      const [wait] = (await desk.until(id, 'waiting')).waits;
      expect(Date.parse(wait.until) - Date.parse(wait.since)).toBe(3 * DAY_MS);
      for (const aheadMs of [2 * DAY_MS, -DAY_MS, 3 * DAY_MS - 3_600_000]) {
        await killAndRestart(aheadMs);
        // Its end proves that the engine has looked for what is due, at this time.
        await desk.until(await desk.start(probe), 'completed');
        expect((await desk.run(id)).status).toBe('waiting');
      }
      await killAndRestart(3 * DAY_MS + 60_000);
      await desk.until(id, 'completed');
      const sent = vendor.received.map(({ path }) => path.split('/').at(-1)).filter((path) => path !== 'probe');
      expect(sent).toEqual(['before', 'after']);
    }, 600_000);
  },
);
