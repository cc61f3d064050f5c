import { BrokerError } from '../../kernel/broker.error.js';

const refused = (code: string, status: number, message: string) =>
  new BrokerError({ code, remedy: 'fix-request', status, message });

/** Also the answer for a draft of somebody else, and for one that has expired. */
export const draftNotFound = () =>
  refused('draft-not-found', 404, 'There is no such draft. It may have expired or become a token; begin a new one.');

export const draftChangedMeanwhile = () =>
  refused('draft-changed-meanwhile', 409, 'The draft was changed meanwhile. Read it again and repeat.');

export const draftNotProved = () =>
  refused(
    'draft-not-proved',
    409,
    'These values have not been proved. Get a token or test the connection first, or repeat with acceptUnproved.',
  );

export const draftNotIssued = () =>
  refused('draft-not-issued', 409, 'This connection has no issued token yet. Get one first.');

export const nothingToIssue = () =>
  refused(
    'nothing-to-issue',
    409,
    'This connection proves itself with each request and gets no token. Test the connection instead.',
  );

export const connectorNotNamed = (connectors: readonly string[]) =>
  new BrokerError({
    code: 'connector-not-named',
    remedy: 'fix-request',
    status: 400,
    message: `Name a connector, or the access token whose values are to be changed. Connectors: ${connectors.join(', ')}.`,
    facts: { path: 'connector', connectors },
  });

export const methodNotNamed = (methods: readonly string[]) =>
  new BrokerError({
    code: 'method-not-named',
    remedy: 'fix-request',
    status: 400,
    message: `This connector knows several methods; name one of: ${methods.join(', ')}.`,
    facts: { path: 'method', methods },
  });

export const nameMissing = () =>
  new BrokerError({
    code: 'name-missing',
    remedy: 'fix-request',
    status: 409,
    message: 'The draft needs a token name before it is done.',
    facts: { path: 'name' },
  });

/** Why a consent ended without a token; shown on the page that ends the popup and kept with the draft. */
export const CONSENT_FAILURES = {
  unknown: refused(
    'consent-unknown',
    400,
    'This answer belongs to no consent that was begun here. Begin again from the form.',
  ),
  replayed: refused(
    'consent-replayed',
    409,
    'This answer was used already; the form shows what came of it. Begin again from there if you need to.',
  ),
  expired: refused('consent-expired', 410, 'The consent took too long. Begin again from the form.'),
  otherBrowser: refused(
    'consent-other-browser',
    403,
    'The consent was begun in another browser. Finish it there, or begin again here.',
  ),
  linkUsed: refused(
    'consent-link-used',
    409,
    'This link was opened already; it works once. Begin again from the form.',
  ),
  draftGone: refused(
    'consent-draft-changed',
    409,
    'The form was changed or closed while you consented. Begin again from the form.',
  ),
  incomplete: refused(
    'consent-incomplete',
    400,
    'The vendor sent neither a code nor an error. Begin again from the form.',
  ),
} as const;

export const consentDenied = (vendorCode: string) =>
  new BrokerError({
    code: vendorCode === 'access_denied' ? 'consent-denied' : 'consent-refused',
    remedy: vendorCode === 'access_denied' ? 'reconnect' : 'configure',
    status: 403,
    message:
      vendorCode === 'access_denied'
        ? 'The consent was denied at the vendor. Nothing was connected; begin again and select Allow.'
        : `The vendor refused the consent (${vendorCode}). Check the app's settings at the vendor and begin again.`,
    facts: { vendorCode },
  });
