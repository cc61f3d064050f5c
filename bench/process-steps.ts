/** What the steps with effect call, at the stand-in vendor. */
export const STEP_PATH = '/api.dropboxapi.com/2/files';

/** A step that is recorded and does nothing else: a wait that is over when it begins. On Restate it needs no entry. */
export const NO_OP = '{ wait: { milliseconds: 0 } }';

const ENDPOINT = `https:/${STEP_PATH}`;
export const CALL = `{ call: http, with: { method: get, endpoint: '${ENDPOINT}' } }`;
export const CALL_WITH_TOKEN = `{ call: http, with: { method: get, endpoint: { uri: '${ENDPOINT}', authentication: { use: Files } } } }`;

/** A definition's list of so many steps of one kind. */
export function stepsOf(task: string, count: number): string {
  return Array.from({ length: count }, (_, index) => `  - step${index}: ${task}`).join('\n');
}
