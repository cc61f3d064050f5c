/** A patient as far as the demo needs one. */
export interface Patient {
  readonly id: string;
  readonly mrn: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthDate: string;
  readonly sex: 'Female' | 'Male';
  readonly phone: string;
  readonly city: string;
}

const PATIENTS: readonly Patient[] = [
  {
    id: '8d2a1c2e-0001',
    mrn: '0000000001',
    firstName: 'Timothy',
    lastName: 'Bixby',
    birthDate: '2008-01-06',
    sex: 'Male',
    phone: '+18088675301',
    city: 'Monroe',
  },
  {
    id: '8d2a1c2e-0002',
    mrn: '0000000002',
    firstName: 'Keva',
    lastName: 'Green',
    birthDate: '1995-08-26',
    sex: 'Female',
    phone: '+14248654412',
    city: 'Chicago',
  },
  {
    id: '8d2a1c2e-0003',
    mrn: '0000000003',
    firstName: 'Barbara',
    lastName: 'Bixby',
    birthDate: '1971-12-31',
    sex: 'Female',
    phone: '+18088675302',
    city: 'Monroe',
  },
];

export function demoPatients(): Map<string, Patient> {
  return new Map(PATIENTS.map((patient) => [patient.id, patient]));
}

/** The patient section of a Data Model message. */
export function toDataModel(patient: Patient): Record<string, unknown> {
  return {
    Identifiers: [{ ID: patient.mrn, IDType: 'MR' }],
    Demographics: {
      FirstName: patient.firstName,
      LastName: patient.lastName,
      DOB: patient.birthDate,
      Sex: patient.sex,
      PhoneNumber: { Home: patient.phone, Office: null, Mobile: null },
      Address: { City: patient.city, Country: 'US' },
    },
  };
}

export function toFhir(patient: Patient): Record<string, unknown> {
  return {
    resourceType: 'Patient',
    id: patient.id,
    identifier: [{ system: 'urn:redox:sandbox:MR', value: patient.mrn }],
    name: [{ family: patient.lastName, given: [patient.firstName] }],
    gender: patient.sex.toLowerCase(),
    birthDate: patient.birthDate,
    telecom: [{ system: 'phone', value: patient.phone }],
    address: [{ city: patient.city, country: 'US' }],
  };
}
