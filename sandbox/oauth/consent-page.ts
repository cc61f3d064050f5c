import { createHash } from 'node:crypto';
import type { Answer } from '../stage/answer.js';

/** What a person reads before saying yes or no. */
export interface ConsentView {
  readonly vendor: string;
  readonly client: string;
  readonly scopes: readonly string[];
  readonly users: readonly { readonly id: string; readonly label: string }[];
  readonly ticket: string;
  readonly redirectUri: string;
}

const STYLE = `
body{margin:0;background:#eef1f5;color:#1b2430;font:16px/1.5 system-ui,sans-serif}
main{max-width:30rem;margin:8vh auto;padding:2rem;background:#fff;border:1px solid #c6ced9;border-radius:.75rem}
h1{font-size:1.35rem;margin:0 0 1rem}
.sandbox{margin:0 0 1.5rem;padding:.5rem .75rem;background:#fff3cd;border:1px solid #8a6d1a;border-radius:.4rem;color:#4d3b00}
fieldset{border:1px solid #c6ced9;border-radius:.4rem;margin:1rem 0}
label{display:block;padding:.25rem 0}
code{overflow-wrap:anywhere}
.choice{display:flex;gap:.75rem;margin-top:1.5rem}
button{flex:1;padding:.7rem;border-radius:.4rem;border:1px solid #14509b;background:#fff;color:#14509b;font:inherit;cursor:pointer}
button[value=allow]{background:#14509b;color:#fff}
button:focus-visible,input:focus-visible{outline:3px solid #b8550a;outline-offset:2px}
`;
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** The consent page: one form, no scripts, nothing from elsewhere. */
export function consentPage(view: ConsentView): Answer {
  const users = view.users.map(
    (user, index) =>
      `<label><input type="radio" name="user" value="${escapeHtml(user.id)}"${index === 0 ? ' checked' : ''}> ${escapeHtml(user.label)}</label>`,
  );
  const scopes = view.scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  const body = `<h1>${escapeHtml(view.client)} asks for access to ${escapeHtml(view.vendor)}</h1>
<p>It would be allowed:</p>
<ul>${scopes.join('')}</ul>
<form method="post" action="?">
<input type="hidden" name="ticket" value="${escapeHtml(view.ticket)}">
<fieldset><legend>Answer as</legend>${users.join('')}</fieldset>
<p>Afterwards you go back to <code>${escapeHtml(view.redirectUri)}</code>.</p>
<div class="choice"><button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></div>
</form>`;
  return page({ status: 200, vendor: view.vendor, body, formTarget: cspSource(view.redirectUri) });
}

/** Shown when sending the person back would be wrong: unknown client, unregistered redirect URI. */
export function consentErrorPage(vendor: string, error: string, description: string): Answer {
  const body = `<h1>This request cannot go on</h1>
<p><code>${escapeHtml(error)}</code></p><p>${escapeHtml(description)}</p>`;
  return page({ status: 400, vendor, body });
}

function page(view: { status: number; vendor: string; body: string; formTarget?: string }): Answer {
  const title = `${escapeHtml(view.vendor)} (sandbox)`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${STYLE}</style></head>
<body><main><p class="sandbox">This is a sandbox that stands in for ${escapeHtml(view.vendor)}. No real account is touched.</p>
${view.body}
</main></body></html>`;
  // Browsers hold the redirect that answers a form to form-action too, so the client's origin stands beside 'self'.
  const formAction = view.formTarget === undefined ? "'none'" : `'self' ${view.formTarget}`;
  return {
    status: view.status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; form-action ${formAction}; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: html,
  };
}

/** The origin, or the bare scheme for addresses that have none (`myapp:/callback`). */
function cspSource(address: string): string {
  const { origin, protocol } = new URL(address);
  return origin === 'null' ? protocol : origin;
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => names[character] ?? '');
}
