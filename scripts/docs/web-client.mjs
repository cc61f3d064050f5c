import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';

const HEADER = '// Made by npm run docs from the description of the API. Do not edit.\n\n';

/** The types of the screens' API client, from the description that the server gives of itself. */
export async function webClient(dist = '../../dist') {
  return HEADER + astToString(await openapiTypes(await describeServer(dist)));
}

/** Boots the application on a database of its own, listens nowhere, and asks it. */
async function describeServer(dist) {
  const { createApp } = await import(`${dist}/src/create-app.js`);
  const { loadConfiguration } = await import(`${dist}/src/kernel/configuration.js`);
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-description-'));
  const app = await createApp(
    loadConfiguration({ LATCHKEY_MODE: 'demo', LATCHKEY_DATA: folder, LATCHKEY_LOG_LEVEL: 'error' }),
  );
  try {
    await app.init();
    const answer = await app.inject({ method: 'GET', url: '/openapi.json' });
    return answer.json();
  } finally {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
