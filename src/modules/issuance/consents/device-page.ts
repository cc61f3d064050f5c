import type { DeviceConsent } from '../../../connectors/contract/connection.js';
import { escapeHtml } from './consent-page.js';

/** The page asks here whether the person has answered, and goes nowhere else. */
export const DEVICE_PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Shows the code that a person enters at the vendor; its script waits for the answer and ends the popup. */
export function devicePage(consentId: string, { userCode, verificationUrl, intervalSeconds }: DeviceConsent): string {
  const address = escapeHtml(verificationUrl);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Enter the code · Latchkey</title>
<link rel="stylesheet" href="/oauth/consent.css">
</head>
<body data-consent="${escapeHtml(consentId)}" data-interval="${intervalSeconds}">
<main>
<h1>Enter this code at the vendor</h1>
<p><strong id="code">${escapeHtml(userCode)}</strong></p>
<p><a href="${address}" target="_blank" rel="noopener noreferrer">${address}</a></p>
<p id="state" role="status">Waiting until you have entered it.</p>
</main>
<script src="/oauth/device.js"></script>
</body>
</html>
`;
}

/** Every word of an answer goes into the page as text, never as markup. */
export const DEVICE_SCRIPT = `'use strict';
const { consent, interval } = document.body.dataset;
const state = document.getElementById('state');
async function ask() {
  const response = await fetch('/oauth/device/' + encodeURIComponent(consent), { method: 'POST' });
  const answer = await response.json();
  if (answer.outcome === 'consent-pending') return void setTimeout(attempt, answer.retryAfterMs);
  state.textContent = answer.message;
  const message = { type: 'latchkey:consent', draft: answer.draft, outcome: answer.outcome };
  if (window.opener) window.opener.postMessage(message, window.location.origin);
  const channel = new BroadcastChannel('latchkey:consent');
  channel.postMessage(message);
  channel.close();
  if (answer.outcome === 'issued') setTimeout(() => window.close(), 800);
}
function attempt() {
  ask().catch(() => setTimeout(attempt, interval * 1000));
}
setTimeout(attempt, interval * 1000);
`;
