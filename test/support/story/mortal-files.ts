import { DropboxConnector } from '../../../src/connectors/catalog/dropbox/dropbox.connector.js';
import type { Connector } from '../../../src/connectors/contract/connector.js';
import type { RenewalFacts } from '../../../src/connectors/contract/renewal-facts.js';

const DAY = 86_400;

/** Dropbox under another key and with other physics: its sandbox answers, and the forecast has something to say. */
function filesWith(key: string, physics: Partial<RenewalFacts>): Connector {
  const dropbox = new DropboxConnector();
  const methods = dropbox.methods.map((method) => ({
    ...method,
    ...(method.renewal ? { renewal: { ...method.renewal, ...physics } } : {}),
  }));
  return { ...dropbox, key, title: key, methods, actions: [] };
}

/** As NetSuite OAuth 2.0: a person consents again every seven days. */
export const WEEKLY_FILES = filesWith('weekly-files', { refreshLifetime: { seconds: 7 * DAY, from: 'consent' } });
export const MONTHLY_FILES = filesWith('monthly-files', { refreshLifetime: { seconds: 30 * DAY, from: 'consent' } });
/** Ends when it is not renewed for 40 days. */
export const IDLE_FILES = filesWith('idle-files', { refreshIdle: { seconds: 40 * DAY } });
/** No refresh token comes, because nobody asks for one. */
export const ONLINE_FILES = online(filesWith('online-files', {}));

export const MORTAL_FILES = [WEEKLY_FILES, MONTHLY_FILES, IDLE_FILES, ONLINE_FILES];

function online(connector: Connector): Connector {
  const methods = connector.methods.map((method) => {
    const { scheme } = method;
    if (scheme.kind !== 'authorization-code') return method;
    return { ...method, scheme: { ...scheme, authorizeParams: { token_access_type: 'online' } } };
  });
  return { ...connector, methods };
}
