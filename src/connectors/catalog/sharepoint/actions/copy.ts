import type { Action, ActionInput, ActionInputs, ActionVendor } from '../../../contract/action.js';
import { NAME } from './folders.js';
import { ifMatch, memberOf } from './graph.js';
import { DRIVE_ITEM_SCHEMA, driveAddress, ID, idOf, itemAddress, LIBRARY, pathInput, withoutLink } from './places.js';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;
const MOST_LOOKS = 400;

const SOURCE = { ...LIBRARY, path: pathInput('File or folder', 'Such as /Reports/today.pdf.') };
const TARGET = pathInput('Into folder', 'Such as /Archive, or / for the root of the library.');
const NEW_NAME: ActionInput = { ...NAME, label: 'New name', help: 'Without it the name stays.', required: false };

const moveFile: Action = {
  key: 'moveFile',
  title: 'Move or rename',
  help: 'Into another folder of the same library, under another name, or both.',
  inputs: { ...SOURCE, folder: { ...TARGET, required: false }, name: NEW_NAME },
  output: DRIVE_ITEM_SCHEMA,
  // The path leads nowhere any more once it was moved.
  repeatable: false,
  async perform(inputs, vendor) {
    const { folder, name } = inputs;
    const item = await lookAt(inputs, inputs.path, vendor);
    const parent = folder === undefined ? undefined : await lookAt(inputs, folder, vendor);
    const answer = await vendor.send({
      method: 'PATCH',
      url: `${driveAddress(inputs)}/items/${encodeURIComponent(idOf(item))}`,
      headers: ifMatch(memberOf(item, 'eTag')),
      body: {
        ...(name === undefined ? {} : { name }),
        ...(parent === undefined ? {} : { parentReference: { id: idOf(parent) } }),
      },
    });
    return withoutLink(answer.body);
  },
};

const copyFile: Action = {
  key: 'copyFile',
  title: 'Copy file',
  help: 'Into a folder of the same library or of another one of any site, and waits until it is there.',
  inputs: {
    ...SOURCE,
    folder: TARGET,
    name: NEW_NAME,
    targetDrive: {
      label: 'Library of the folder',
      help: 'The id of another library; without it, the same one.',
      schema: ID,
      required: false,
    },
  },
  output: DRIVE_ITEM_SCHEMA,
  repeatable: false,
  async perform(inputs, vendor) {
    const target = inputs.targetDrive === undefined ? inputs : { ...inputs, drive: inputs.targetDrive };
    const parent = await lookAt(target, inputs.folder, vendor);
    const driveId = memberOf(memberOf(parent, 'parentReference'), 'driveId') ?? (await idOfDrive(target, vendor));
    const { name } = inputs;
    const answer = await vendor.send({
      method: 'POST',
      url: itemAddress(inputs, inputs.path, '/copy'),
      body: { parentReference: { driveId, id: idOf(parent) }, ...(name === undefined ? {} : { name }) },
    });
    const copy = await whenDone(answer.headers.location, vendor);
    const url = `/drives/${encodeURIComponent(String(driveId))}/items/${encodeURIComponent(copy)}`;
    return withoutLink((await vendor.send({ method: 'GET', url, repeatable: true })).body);
  },
};

export const COPY_ACTIONS: readonly Action[] = [moveFile, copyFile];

async function lookAt(inputs: ActionInputs, path: unknown, vendor: ActionVendor): Promise<unknown> {
  return (await vendor.send({ method: 'GET', url: itemAddress(inputs, path), repeatable: true })).body;
}

async function idOfDrive(inputs: ActionInputs, vendor: ActionVendor): Promise<string> {
  return idOf((await vendor.send({ method: 'GET', url: driveAddress(inputs), repeatable: true })).body);
}

/** Asks how far the copy is, less and less often; answers the id of the copy. */
async function whenDone(monitor: string | undefined, vendor: ActionVendor): Promise<string> {
  if (monitor === undefined) throw new TypeError('The answer does not say where the copy can be watched.');
  let wait = FIRST_WAIT_MS;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const { body } = await vendor.send({ method: 'GET', url: monitor, anonymous: true, repeatable: true });
    const state = String(memberOf(body, 'status'));
    vendor.progress({ done: Number(memberOf(body, 'percentageComplete') ?? 0), total: 100, state });
    if (state === 'completed') return String(memberOf(body, 'resourceId'));
    if (state === 'failed') throw vendor.failure('SharePoint could not copy the file.', codeOf(body));
    await vendor.pause(wait);
    wait = Math.min(wait * 1.5, LONGEST_WAIT_MS);
  }
  throw vendor.failure('SharePoint has not ended the copy in an hour.');
}

function codeOf(body: unknown): string | undefined {
  const code = memberOf(memberOf(body, 'error'), 'code');
  return typeof code === 'string' ? code : undefined;
}
