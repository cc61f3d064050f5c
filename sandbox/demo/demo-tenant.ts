import { readFileSync } from 'node:fs';
import { inviteAdmin } from './demo-admin.js';
import { connect, connectedNames, DEMO_CONNECTIONS } from './demo-connections.js';
import { prepareForm } from './demo-form.js';
import type { DemoState } from './demo-state.js';
import { type Json, LatchkeyClient, textIn } from './latchkey-client.js';

/** Beside this source, also when this runs from the build. */
const DEFINITION = new URL('../../../sandbox/demo/clinic-close.yaml', import.meta.url);

export type ReadyState = Required<DemoState>;
type ProcessState = DemoState & Omit<ReadyState, 'formAppId' | 'lookup'>;

/** What is told while the demo makes itself at home. */
export type Tell = (line: string) => void;

export interface Preparation {
  readonly url: string;
  readonly tell: Tell;
  /** Called after each step, so that a start that is cut off is taken up by the next one. */
  readonly save: (state: DemoState) => void;
}

/** Makes the demo's tenant, apps, keys, connections, process and lookup; what is there already stays. */
export async function prepareTenant(state: DemoState, preparation: Preparation): Promise<ReadyState> {
  const { url, tell, save } = preparation;
  const ready = await prepareApp(state, preparation);
  const admin = new LatchkeyClient(url, ready.adminKey);
  const connected = await connectedNames(admin);
  for (const connection of DEMO_CONNECTIONS.filter(({ name }) => !connected.has(name))) {
    const started = Date.now();
    await connect(admin, connection);
    tell(`connected  ${connection.name.padEnd(16)} ${howOf(connection)} (${Date.now() - started} ms)`);
  }
  return prepareForm(ready, { admin, save });
}

async function prepareApp(state: DemoState, { url, tell, save }: Preparation): Promise<ProcessState> {
  const adminKey = state.adminKey ?? (await createTenant(url, state.operatorKey));
  save({ ...state, adminKey });
  const admin = new LatchkeyClient(url, adminKey);
  const appId = state.appId ?? (await createApp(admin));
  const runtimeKey = state.runtimeKey ?? (await createRuntimeKey(admin, appId));
  save({ ...state, adminKey, appId, runtimeKey });
  const processId = state.processId ?? (await publishProcess(admin, appId));
  save({ ...state, adminKey, appId, runtimeKey, processId });
  const password = state.password ?? (await inviteAdmin(url, admin));
  const ready = { ...state, adminKey, appId, runtimeKey, processId, password };
  save(ready);
  if (!state.processId)
    tell('created    the tenant "Demo Clinic", its app "Clinic Close" and the process "Close a case"');
  return ready;
}

async function createTenant(url: string, operatorKey: string): Promise<string> {
  const tenant = await new LatchkeyClient(url, operatorKey).post('/v1/tenants', { name: 'Demo Clinic' });
  return textIn(tenant.adminKey as Json, 'key');
}

async function createApp(admin: LatchkeyClient): Promise<string> {
  const declaredTokens = DEMO_CONNECTIONS.map(({ name }) => name);
  return textIn(await admin.post('/v1/apps', { name: 'Clinic Close', kind: 'process-based', declaredTokens }), 'id');
}

async function createRuntimeKey(admin: LatchkeyClient, appId: string): Promise<string> {
  return textIn(await admin.post('/v1/keys', { name: 'Demo runtime', rights: ['run'], appId }), 'key');
}

async function publishProcess(admin: LatchkeyClient, appId: string): Promise<string> {
  const definition = readFileSync(DEFINITION, 'utf8');
  const process = await admin.post(`/v1/apps/${appId}/processes`, { name: 'Close a case', definition });
  const processId = textIn(process, 'id');
  await admin.postOver(`/v1/apps/${appId}/processes/${processId}/publish`);
  return processId;
}

function howOf({ issues, needsConsent }: (typeof DEMO_CONNECTIONS)[number]): string {
  if (needsConsent) return 'by consent';
  return issues ? 'by exchange of key and secret' : 'by a signed test request';
}
