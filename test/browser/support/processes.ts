import type { ApiClient } from '../../support/api-client.js';
import { eventually } from '../../support/eventually.js';
import { expectStatus } from '../../support/story/drafts.js';
import { ANY } from '../../support/story/journey.js';

const REDOX = 'af394f14-b34a-464f-8d24-895f370af4c9';

/** Finds a patient and files a note about him: two steps, each with its access token. */
export function clinicProcess(tokens: { readonly redox: string; readonly dropbox: string }): string {
  return `document: { dsl: '1.0.3', namespace: clinic, name: close-case, version: '1.0.0' }
do:
  - findPatient:
      call: redox.query
      with:
        token: ${tokens.redox}
        dataModel: PatientSearch
        eventType: Query
        destination: { ID: ${REDOX} }
        body: { Patient: { Demographics: { FirstName: Timothy, LastName: Bixby, DOB: '2008-01-06' } } }
      output:
        as: { mrn: '\${ .Patient.Identifiers[0].ID }' }
  - fileNote:
      call: dropbox.uploadFile
      with: { token: ${tokens.dropbox}, path: '\${ "/cases/\\(.mrn).txt" }', content: closed, mode: overwrite }
`;
}

/** A definition of the namespace clinic, from its tasks. */
export function definitionOf(name: string, tasks: string): string {
  return `document: { dsl: '1.0.3', namespace: clinic, name: ${name}, version: '1.0.0' }\ndo:\n${tasks}\n`;
}

export async function publish(caller: ApiClient, appId: string, process: { name: string; definition: string }) {
  const { body } = expectStatus(await caller.post(`/v1/apps/${appId}/processes`, process), 201);
  expectStatus(await caller.post(`/v1/apps/${appId}/processes/${body.id}/publish`, {}, ANY), 201);
  return String(body.id);
}

/** Starts a run and waits until it has one of these states. */
export async function runUntil(caller: ApiClient, place: { appId: string; processId: string }, ...states: string[]) {
  const path = `/v1/apps/${place.appId}/processes/${place.processId}/runs`;
  const { body } = expectStatus(await caller.post(path, {}), 201);
  await eventually(async () => states.includes((await caller.get(`/v1/runs/${body.id}`)).body.status), 60_000);
  return String(body.id);
}
