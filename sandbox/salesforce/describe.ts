import { OBJECT_TYPES, SYSTEM_FIELDS } from './objects.js';

/** `GET /sobjects`: every type, briefly. */
export function globalDescribe(): Record<string, unknown> {
  const sobjects = Object.entries(OBJECT_TYPES).map(([name, { label, prefix }]) => ({
    name,
    label,
    keyPrefix: prefix,
    createable: true,
    updateable: true,
    queryable: true,
    deletable: true,
    custom: name.endsWith('__c'),
  }));
  return { encoding: 'UTF-8', maxBatchSize: 200, sobjects };
}

/** `GET /sobjects/{Type}/describe`: its fields. */
export function describeType(name: string): Record<string, unknown> {
  const type = OBJECT_TYPES[name];
  const fields = Object.entries({ ...SYSTEM_FIELDS, ...type?.fields }).map(([field, kind]) => {
    const isOurs = !Object.hasOwn(SYSTEM_FIELDS, field);
    return {
      name: field,
      label: field.replace(/__c$/, '').replaceAll('_', ' '),
      type: kind,
      length: kind === 'string' ? 255 : 0,
      nillable: type?.required.includes(field) !== true && field !== 'Id',
      createable: isOurs,
      updateable: isOurs,
      externalId: type?.externalIds.includes(field) === true,
      picklistValues: [],
      referenceTo: [],
    };
  });
  return { name, label: type?.label, keyPrefix: type?.prefix, createable: true, updateable: true, fields };
}
