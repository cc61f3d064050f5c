import type { Row } from '../../records/selection.js';

/** A record's own fields; `id` and `links` are added when it is shown. */
export type NetsuiteRecord = Record<string, unknown>;

/** Records by account, type (lower case) and id. */
export type RecordStore = Map<string, Map<string, Map<string, NetsuiteRecord>>>;

interface RecordType {
  /** As the catalogue writes it. */
  readonly name: string;
  /** What a record must have to be saved. */
  readonly required: readonly string[];
  /** What else the catalogue tells of; records take other fields too, as NetSuite does unless told to be strict. */
  readonly optional: readonly string[];
}

const TYPES: readonly RecordType[] = [
  { name: 'customer', required: ['companyName'], optional: ['entityId', 'externalId', 'email', 'phone', 'comments'] },
  { name: 'vendor', required: ['companyName'], optional: ['entityId', 'externalId', 'email'] },
  { name: 'employee', required: ['lastName'], optional: ['firstName', 'entityId', 'externalId', 'email'] },
  { name: 'contact', required: ['entityId'], optional: ['externalId', 'email', 'phone'] },
  { name: 'invoice', required: ['entity'], optional: ['externalId', 'tranDate', 'memo', 'item'] },
  { name: 'salesOrder', required: ['entity'], optional: ['externalId', 'tranDate', 'memo', 'item'] },
  { name: 'inventoryItem', required: ['itemId'], optional: ['externalId', 'displayName'] },
  { name: 'task', required: ['title'], optional: ['externalId', 'message', 'status'] },
  { name: 'customrecord_visit', required: ['name'], optional: ['externalId', 'custrecord_patient'] },
];
const BY_NAME = new Map(TYPES.map((type) => [type.name.toLowerCase(), type]));

export function recordTypes(): readonly string[] {
  return TYPES.map(({ name }) => name);
}

export function isRecordType(type: string): boolean {
  return BY_NAME.has(type.toLowerCase());
}

export function requiredFields(type: string): readonly string[] {
  return BY_NAME.get(type.toLowerCase())?.required ?? [];
}

export function fieldsOf(type: string): readonly string[] {
  return [...requiredFields(type), ...(BY_NAME.get(type.toLowerCase())?.optional ?? [])];
}

export function tableOf(store: RecordStore, account: string, type: string): ReadonlyMap<string, NetsuiteRecord> {
  return store.get(account)?.get(type.toLowerCase()) ?? new Map<string, NetsuiteRecord>();
}

/** The same table for writing; made when it is not there yet. */
export function tableForWriting(store: RecordStore, account: string, type: string): Map<string, NetsuiteRecord> {
  const tables = store.get(account) ?? new Map<string, Map<string, NetsuiteRecord>>();
  store.set(account, tables);
  const table = tables.get(type.toLowerCase()) ?? new Map<string, NetsuiteRecord>();
  tables.set(type.toLowerCase(), table);
  return table;
}

/** The id behind `647` or `eid:EXT-1`; undefined when there is no such record. */
export function findId(table: ReadonlyMap<string, NetsuiteRecord>, reference: string): string | undefined {
  if (!reference.startsWith('eid:')) return table.has(reference) ? reference : undefined;
  const externalId = reference.slice('eid:'.length);
  return [...table].find(([, record]) => record.externalId === externalId)?.[0];
}

/** One higher than the highest id of the account, so that an id is never used twice by two types in one listing. */
export function nextId(store: RecordStore, account: string): string {
  let highest = 1000;
  for (const table of store.get(account)?.values() ?? []) {
    for (const id of table.keys()) highest = Math.max(highest, Number(id));
  }
  return String(highest + 1);
}

/** A table as SuiteQL sees it. */
export function rowsOf(store: RecordStore, account: string, type: string): Row[] {
  return [...tableOf(store, account, type)].map(([id, record]) => ({ id, ...record }));
}

/** Every account starts with a few customers and the employee whom tokens belong to. */
export function demoRecords(accounts: readonly string[]): RecordStore {
  const names = ['Riverside Clinic', 'Northside Clinic', 'Harbour Hospital', 'A (B)! Practice', 'Old Town Surgery'];
  const customers = (): Map<string, NetsuiteRecord> =>
    new Map(
      names.map((companyName, index) => [
        String(101 + index),
        {
          companyName,
          entityId: companyName,
          externalId: `CLINIC-${index + 1}`,
          email: `office${index + 1}@clinic.example`,
        },
      ]),
    );
  const employees = (): Map<string, NetsuiteRecord> =>
    new Map([['5', { firstName: 'Ada', lastName: 'Lovelace', entityId: 'Ada Lovelace', email: 'ada@clinic.example' }]]);
  return new Map(
    accounts.map((account) => [
      account,
      new Map([
        ['customer', customers()],
        ['employee', employees()],
      ]),
    ]),
  );
}
