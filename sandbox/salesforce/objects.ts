import type { SalesforceOrg } from './accounts.js';
import { newRecordId, to18 } from './ids.js';

export type SalesforceRecord = Record<string, unknown>;

/** Records by org, type and id. */
export type ObjectStore = Map<string, Map<string, Map<string, SalesforceRecord>>>;

interface ObjectType {
  readonly label: string;
  readonly prefix: string;
  /** Field name to its type as describe tells it. */
  readonly fields: Readonly<Record<string, string>>;
  readonly required: readonly string[];
  readonly externalIds: readonly string[];
}

const ADDRESS = { BillingCity: 'string', BillingCountry: 'string' };

/** The object types of every org. */
export const OBJECT_TYPES: Readonly<Record<string, ObjectType>> = {
  Account: {
    label: 'Account',
    prefix: '001',
    fields: {
      Name: 'string',
      Phone: 'phone',
      Industry: 'picklist',
      Description: 'textarea',
      External_Id__c: 'string',
      ...ADDRESS,
    },
    required: ['Name'],
    externalIds: ['External_Id__c'],
  },
  Contact: {
    label: 'Contact',
    prefix: '003',
    fields: {
      FirstName: 'string',
      LastName: 'string',
      Email: 'email',
      Phone: 'phone',
      Birthdate: 'date',
      MailingCity: 'string',
      AccountId: 'reference',
      Description: 'textarea',
      External_Id__c: 'string',
      Patient_MRN__c: 'string',
    },
    required: ['LastName'],
    externalIds: ['External_Id__c', 'Patient_MRN__c'],
  },
  Case: {
    label: 'Case',
    prefix: '500',
    fields: {
      Subject: 'string',
      Status: 'picklist',
      Description: 'textarea',
      ContactId: 'reference',
      AccountId: 'reference',
      External_Id__c: 'string',
    },
    required: [],
    externalIds: ['External_Id__c'],
  },
  Task: {
    label: 'Task',
    prefix: '00T',
    fields: { Subject: 'string', Status: 'picklist', Description: 'textarea', WhoId: 'reference', WhatId: 'reference' },
    required: [],
    externalIds: [],
  },
  Visit__c: {
    label: 'Visit',
    prefix: 'a01',
    fields: { Name: 'string', Starts__c: 'datetime', Patient__c: 'reference', Visit_Number__c: 'string' },
    required: [],
    externalIds: ['Visit_Number__c'],
  },
};

/** What the system keeps; shown and queried, never set. */
export const SYSTEM_FIELDS: Readonly<Record<string, string>> = {
  Id: 'id',
  CreatedDate: 'datetime',
  LastModifiedDate: 'datetime',
};

/** The type by its name, without regard to case; undefined when there is none. */
export function typeNamed(name: string): string | undefined {
  return Object.keys(OBJECT_TYPES).find((type) => type.toLowerCase() === name.toLowerCase());
}

export function isField(type: string, name: string): boolean {
  return Object.hasOwn(OBJECT_TYPES[type]?.fields ?? {}, name) || Object.hasOwn(SYSTEM_FIELDS, name);
}

export function tableOf(store: ObjectStore, orgId: string, type: string): ReadonlyMap<string, SalesforceRecord> {
  return store.get(orgId)?.get(type) ?? new Map<string, SalesforceRecord>();
}

/** The same table for writing; made when it is not there yet. */
export function tableForWriting(store: ObjectStore, orgId: string, type: string): Map<string, SalesforceRecord> {
  const tables = store.get(orgId) ?? new Map<string, Map<string, SalesforceRecord>>();
  store.set(orgId, tables);
  const table = tables.get(type) ?? new Map<string, SalesforceRecord>();
  tables.set(type, table);
  return table;
}

/** Every org starts with twelve accounts, so that a query has two pages. */
export function demoObjects(orgs: readonly SalesforceOrg[]): ObjectStore {
  const at = '2026-01-05T09:00:00.000+0000';
  const accounts = (): Map<string, SalesforceRecord> =>
    new Map(
      Array.from({ length: 12 }, (_, index) => {
        const number = String(index + 1).padStart(3, '0');
        const record = {
          Name: `Clinic ${number}`,
          External_Id__c: `CLINIC-${number}`,
          BillingCity: 'Monroe',
          CreatedDate: at,
          LastModifiedDate: at,
        };
        return [to18(`0015e0000000${number}`), record];
      }),
    );
  return new Map(orgs.map(({ id }) => [id, new Map([['Account', accounts()]])]));
}

export function idFor(type: string): string {
  return newRecordId(OBJECT_TYPES[type]?.prefix ?? 'a00');
}

/** 2026-01-05T09:00:00.000+0000: Salesforce writes the zone without a colon. */
export function salesforceInstant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000');
}
