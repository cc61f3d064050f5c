import { salesforceAccounts } from '../../../sandbox/salesforce/accounts.js';
import type { Answer, ApiClient, Json } from '../api-client.js';
import { engines } from '../databases.js';
import { Draft, expectStatus } from './drafts.js';
import { beginJourney, type Journey } from './journey.js';
import { Latchkey } from './latchkey.js';
import { OutputSchemas } from './output-schemas.js';

export const SALESFORCE_NAME = 'Clinic Salesforce';

/** An app at work with a token of Salesforce, at the door of actions. */
export class SalesforceDesk {
  private constructor(
    readonly latchkey: Latchkey,
    readonly journey: Journey,
    readonly schemas: OutputSchemas,
  ) {}

  static async open(): Promise<SalesforceDesk> {
    const [, createDatabase] = engines[0] ?? [];
    if (!createDatabase) throw new Error('There is no database to test with');
    const latchkey = await Latchkey.start(createDatabase);
    const journey = await beginJourney(latchkey, 'global', SALESFORCE_NAME);
    const { externalClientApp: app, users } = salesforceAccounts;
    const draft = await Draft.begin(journey.designer, {
      connector: 'salesforce',
      method: 'client-credentials',
      name: SALESFORCE_NAME,
      fields: { environment: 'my-domain', myDomain: 'acme', consumerKey: app.id, consumerSecret: app.secret },
    });
    expectStatus(await draft.getToken(), 200);
    const { account } = expectStatus(await draft.test(), 200).body;
    if (account !== users[0].username) throw new Error(`The token is of ${account}.`);
    await draft.finish();
    return new SalesforceDesk(latchkey, journey, await OutputSchemas.of(journey.designer, 'salesforce'));
  }

  get runner(): ApiClient {
    return this.journey.runner;
  }

  close(): Promise<void> {
    return this.latchkey.close();
  }

  act(call: string, inputs: Json): Promise<Answer> {
    return this.runner.post(this.path(call), { token: SALESFORCE_NAME, with: inputs });
  }

  /** What an action gives, once it is found to be as described. */
  async output(call: string, inputs: Json): Promise<Json> {
    return this.schemas.checked(call, expectStatus(await this.act(call, inputs), 200).body.output);
  }

  async choices(call: string, input: string, inputs: Json = {}): Promise<Json> {
    const asked = { token: SALESFORCE_NAME, with: inputs };
    const path = `${this.path(call)}/choices/${input}`;
    return expectStatus(await this.journey.designer.post(path, asked), 200).body.choices;
  }

  contacts(lastName: string): Promise<Json> {
    return this.output('query', { soql: `SELECT Id, LastName, Email FROM Contact WHERE LastName = '${lastName}'` });
  }

  private path(call: string): string {
    return `/v1/apps/${this.journey.appId}/actions/salesforce.${call}`;
  }
}
