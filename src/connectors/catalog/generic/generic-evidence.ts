import type { Evidence } from '../../contract/evidence.js';

/** What a generic connector states is what the standards state; everything about the service itself is typed. */
export const GENERIC_EVIDENCE: Evidence = {
  verified: ['client'],
  community: false,
  sources: [
    'https://www.rfc-editor.org/rfc/rfc6749',
    'https://www.rfc-editor.org/rfc/rfc7523',
    'https://www.rfc-editor.org/rfc/rfc8414',
    'https://www.rfc-editor.org/rfc/rfc8628',
    'https://www.rfc-editor.org/rfc/rfc8693',
    'https://www.rfc-editor.org/rfc/rfc8705',
    'https://www.rfc-editor.org/rfc/rfc5849',
    'https://www.rfc-editor.org/rfc/rfc7617',
  ],
};
