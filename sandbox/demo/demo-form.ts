import type { DemoState } from './demo-state.js';
import { type LatchkeyClient, textIn } from './latchkey-client.js';

/** What the dropdown of an intake form asks: clinics by the first letters, from the accounts in Salesforce. */
const CLINICS = {
  description: 'Clinics by the beginning of their name.',
  action: 'salesforce.query',
  token: 'Salesforce Care',
  fixed: { soql: 'SELECT Id, Name, BillingCity FROM Account WHERE Name LIKE :begin% ORDER BY Name LIMIT 50' },
  parameters: [{ name: 'begin', type: 'text', required: false, default: '', description: 'First letters' }],
  choices: { value: 'Id', label: 'Name', columns: { city: 'BillingCity' }, pageSize: 50 },
};
const NAME = 'Clinics';

/** A form-based app with a lookup, beside the app with the process; what is there already stays. */
export async function prepareForm<State extends DemoState>(
  state: State,
  { admin, save }: { readonly admin: LatchkeyClient; readonly save: (state: DemoState) => void },
): Promise<State & { readonly formAppId: string; readonly lookup: string }> {
  const formAppId = state.formAppId ?? (await createApp(admin));
  save({ ...state, formAppId });
  if (state.lookup === undefined) await admin.create(`/v1/apps/${formAppId}/lookups/${NAME}`, CLINICS);
  const ready = { ...state, formAppId, lookup: NAME };
  save(ready);
  return ready;
}

async function createApp(admin: LatchkeyClient): Promise<string> {
  return textIn(await admin.post('/v1/apps', { name: 'Intake Form', kind: 'form-based' }), 'id');
}
