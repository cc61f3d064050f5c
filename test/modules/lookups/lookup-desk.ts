import { type Answer, type ApiClient, createCaller, type Json, type TestTenant } from '../../support/api-client.js';
import { expectStatus } from '../../support/story/drafts.js';

export const NEW = { 'if-none-match': '*' };

/** A form-based app with its designer, and the key that its forms use. */
export class LookupDesk {
  private constructor(
    readonly tenant: TestTenant,
    readonly appId: string,
    /** May change the app and ask its lookups. */
    readonly designer: ApiClient,
    /** May do nothing but ask. */
    readonly form: ApiClient,
  ) {}

  static async open(tenant: TestTenant, name = 'Intake'): Promise<LookupDesk> {
    const { body } = expectStatus(await tenant.admin.post('/v1/apps', { name, kind: 'form-based' }), 201);
    const appId = String(body.id);
    const designer = await createCaller(tenant.admin, { rights: ['manage-app', 'run'], appId });
    return new LookupDesk(tenant, appId, designer, await createCaller(tenant.admin, { rights: ['run'], appId }));
  }

  path(name: string): string {
    return `/v1/apps/${this.appId}/lookups/${encodeURIComponent(name)}`;
  }

  put(name: string, declaration: Json, headers: Record<string, string> = NEW): Promise<Answer> {
    return this.designer.send(this.path(name), { method: 'PUT', body: JSON.stringify(declaration), headers });
  }

  async declare(name: string, declaration: Json): Promise<Json> {
    return expectStatus(await this.put(name, declaration), 201).body;
  }

  ask(name: string, inputs: Json = {}, caller = this.form): Promise<Answer> {
    return caller.post(this.path(name), { inputs });
  }

  async items(name: string, inputs: Json = {}): Promise<Json> {
    return expectStatus(await this.ask(name, inputs), 200).body.items;
  }
}

/** Accounts of Salesforce whose name begins as somebody types. */
export const ACCOUNTS = {
  description: 'Clinics by the beginning of their name.',
  action: 'salesforce.query',
  token: 'Clinic Salesforce',
  fixed: { soql: 'SELECT Id, Name, Industry FROM Account WHERE Name LIKE :begin% ORDER BY Name', maxPages: 3 },
  parameters: [{ name: 'begin', type: 'text', required: false, default: '', description: 'First letters' }],
  choices: { value: 'Id', label: 'Name', columns: { industry: 'Industry' }, pageSize: 5 },
};
