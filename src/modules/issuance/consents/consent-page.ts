import type { BrokerError } from '../../../kernel/broker.error.js';
import type { ConsentOutcome } from './consent-answers.js';

/** No inline script, no foreign origin, no frame: the page that ends the popup can do nothing but end it. */
export const CONSENT_PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page that a consent ends on; its script tells the opener and closes the popup. */
export function consentPage({ draftId, error }: ConsentOutcome): string {
  const title = titleOf(error);
  const text = error ? error.message : 'The access token was issued.';
  const outcome = error?.code ?? 'issued';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Latchkey</title>
<link rel="stylesheet" href="/oauth/consent.css">
</head>
<body data-draft="${escapeHtml(draftId ?? '')}" data-outcome="${escapeHtml(outcome)}">
<main>
<h1>${title}</h1>
<p role="status">${escapeHtml(text)}</p>
<p>You can close this window and return to the form.</p>
</main>
<script src="/oauth/consent.js"></script>
</body>
</html>
`;
}

/** An answer that comes twice, by Back or Reload, says nothing about what the first one led to. */
function titleOf(error: BrokerError | undefined): string {
  if (!error) return 'Connected';
  return error.code === 'consent-replayed' ? 'Already answered' : 'Not connected';
}

/** Told both ways, because a vendor's page can cut the tie between popup and opener. */
export const CONSENT_SCRIPT = `'use strict';
const { draft, outcome } = document.body.dataset;
const message = { type: 'latchkey:consent', draft, outcome };
if (window.opener) window.opener.postMessage(message, window.location.origin);
const channel = new BroadcastChannel('latchkey:consent');
channel.postMessage(message);
channel.close();
if (outcome === 'issued') window.setTimeout(() => window.close(), 800);
`;

export const CONSENT_STYLE = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; }
body { margin: 0; line-height: 1.5; min-height: 100vh; display: grid; place-items: center; }
main { max-width: 28rem; padding: 2rem; }
h1 { font-size: 1.5rem; margin: 0 0 0.75rem; }
p { margin: 0 0 0.75rem; }
`;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
