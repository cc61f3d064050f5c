import { type ApiClient, createCaller, createTenant } from '../../support/api-client.js';
import { Draft, expectStatus } from '../../support/story/drafts.js';
import { createDeclaringApp } from '../../support/story/journey.js';
import type { FaultHouse } from '../support/fault-house.js';
import { checkHistory } from './check-history.js';
import { Readers } from './readers.js';
import { ChangedToken, SIGNING_FIELDS } from './registers/changed-token.js';
import type { Register } from './registers/register.js';
import { RenewedToken } from './registers/renewed-token.js';
import { RevokedKeys } from './registers/revoked-keys.js';
import { SteadfastAdmin } from './registers/steadfast-admin.js';
import { SwitchedToken } from './registers/switched-token.js';
import type { RunReport } from './run-report.js';
import { type TroubleLimits, Troubles } from './troubles.js';

export interface RunLimits extends TroubleLimits {
  /** Ends when so many were read and every trouble was made, or when the time is over. */
  readonly reads: number;
  readonly seconds: number;
  readonly readersAtEachServer: number;
}

const CHANGED = ['Alpha', 'Beta', 'Gamma', 'Delta'];
const SWITCHED = 'Epsilon';
const RENEWED = ['static', 'replay-window'] as const;

/** Writers, readers and troubles at once over the servers of a house; then every history is checked. */
export async function runInTrouble(house: FaultHouse, limits: RunLimits): Promise<RunReport> {
  const urls = house.servers.map(({ url }) => url);
  const people = await People.settle(house, urls);
  const registers = await registersOf(house, people);
  const readers = new Readers({ urls, registers, atOnce: limits.readersAtEachServer });
  const troubles = new Troubles(house.servers.map((server, index) => ({ server, ...lineOf(house, index) })));
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1_000;
  const isOver = () => (readers.reads >= limits.reads && troubles.isComplete) || seconds() >= limits.seconds;
  const writing = Promise.all(registers.map((register) => register.write(isOver)));
  await Promise.all([writing, readers.read(isOver), troubles.make(limits, isOver)]);
  const took = Math.round(seconds());
  const histories = registers.flatMap((register) => register.histories());
  return {
    reads: readers.reads,
    unanswered: readers.unanswered,
    fruitless: Object.fromEntries(readers.fruitless),
    writes: registers.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
    repeatedWrites: people.admins.reduce((sum, { repeated }) => sum + repeated, 0),
    registers: histories.length,
    troubles: troubles.counts,
    seconds: took,
    violations: histories.flatMap(checkHistory),
  };
}

/** Whom the registers belong to; one steadfast admin for each, so that none waits for another's servers. */
class People {
  readonly admins: SteadfastAdmin[] = [];

  private constructor(
    readonly appId: string,
    readonly key: string,
    readonly designer: ApiClient,
    private readonly urls: readonly string[],
  ) {}

  static async settle(house: FaultHouse, urls: readonly string[]): Promise<People> {
    const tenant = await createTenant(house.server());
    const appId = await createDeclaringApp(tenant, 'Histories', [...CHANGED, SWITCHED]);
    const { key = '' } = await createCaller(tenant.admin, { rights: ['run'], appId });
    return new People(appId, key, tenant.admin, urls);
  }

  next({ key = '' }: ApiClient = this.designer): SteadfastAdmin {
    const admin = new SteadfastAdmin(this.urls, key);
    this.admins.push(admin);
    return admin;
  }
}

async function registersOf(house: FaultHouse, people: People): Promise<Register[]> {
  const registers: Register[] = [];
  for (const name of CHANGED) {
    registers.push(await ChangedToken.create({ name, key: people.key, admin: people.next() }));
  }
  for (const kind of RENEWED) {
    const token = await house.connect(kind);
    const admin = people.next(house.admin());
    registers.push(new RenewedToken(token, { name: token.name, key: house.runner().key ?? '', admin }));
  }
  const fields = { ...SIGNING_FIELDS, accountId: '1234567' };
  const switched = await Draft.begin(people.designer, {
    connector: 'netsuite',
    method: 'token-based',
    name: SWITCHED,
    fields,
  });
  const { id } = expectStatus(await switched.done({ acceptUnproved: true }), 200).body;
  registers.push(new SwitchedToken(id, { name: SWITCHED, key: people.key, admin: people.next() }));
  // A name that nobody declared tells as well whether the key still opens: 403, no more 401.
  registers.push(await RevokedKeys.create({ name: 'Nobody', admin: people.next() }, people.appId));
  return registers;
}

function lineOf({ storage }: FaultHouse, index: number) {
  const line = storage.berths[index]?.line;
  return line === undefined ? {} : { line };
}
