/** Data models and their events, as far as the public pages list them; data, because the list moves. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  PatientAdmin: [
    'NewPatient',
    'PatientUpdate',
    'Arrival',
    'Discharge',
    'Transfer',
    'PreAdmit',
    'VisitUpdate',
    'VisitMerge',
    'PatientMerge',
    'Cancel',
    'Registration',
  ],
  PatientSearch: ['Query'],
  ClinicalSummary: ['PatientQuery', 'PatientPush', 'VisitQuery', 'VisitPush'],
  Scheduling: ['New', 'Reschedule', 'Modification', 'Cancel', 'NoShow', 'AvailableSlots', 'Booked'],
  Order: ['New', 'Update', 'Cancel', 'GroupedOrders'],
  Results: ['New', 'NewUnsolicited'],
  Notes: ['New', 'Replace', 'Delete'],
  Media: ['New', 'Replace', 'Delete'],
  Flowsheet: ['New'],
  Financial: ['Transaction', 'AccountUpdate'],
  Medications: ['New', 'Update', 'Cancel', 'Administration'],
  Vaccination: ['New', 'Query'],
  Provider: ['ProviderQuery', 'Update'],
};

const SYNCHRONOUS = ['Query', 'PatientQuery', 'VisitQuery', 'AvailableSlots', 'ProviderQuery'];

export function knowsEvent(model: string, event: string): boolean {
  return Object.hasOwn(EVENTS, model) && EVENTS[model]?.includes(event) === true;
}

/** Whether the destination's answer comes back in the same call. */
export function isQuery(model: string, event: string): boolean {
  return knowsEvent(model, event) && SYNCHRONOUS.includes(event);
}
