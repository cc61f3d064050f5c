import { type Answer, jsonAnswer } from '../../stage/answer.js';
import type { Call } from '../../stage/call.js';
import type { Route } from '../../stage/vendor.js';
import { type NetsuiteCaller, requireCaller } from '../access.js';
import type { NetsuiteDesk } from '../desk.js';
import { restletError } from '../wording.js';
import { answerSavedSearch, SAVED_SEARCHES_SCRIPT } from './saved-searches.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

/** Two RESTlets: the one for saved searches, and under every other script one that says back what it was sent. */
export function restletRoutes(desk: NetsuiteDesk): readonly Route[] {
  return METHODS.map((method) => ({
    name: 'restlet',
    method,
    host: '*.restlets.api.netsuite.com',
    path: '/app/site/hosting/restlet.nl',
    answer: (call) => run(call, desk),
  }));
}

function run(call: Call, desk: NetsuiteDesk): Answer {
  const caller = requireCaller(call, desk);
  const { script, deploy, ...query } = Object.fromEntries(call.query);
  if (!script || !deploy) {
    return restletError(call, 400, {
      code: 'SSS_MISSING_REQD_ARGUMENT',
      message: 'Missing a required argument: script, deploy',
    });
  }
  if (script === SAVED_SEARCHES_SCRIPT) {
    const found = answerSavedSearch(query, caller.account, desk);
    if (found !== undefined) return jsonAnswer(200, found);
    return restletError(call, 400, { code: 'INVALID_SEARCH', message: 'That search does not exist.' });
  }
  return echo(call, { script, deploy, query }, caller);
}

function echo(call: Call, asked: Record<string, unknown>, caller: NetsuiteCaller): Answer {
  const hasBody = call.method === 'POST' || call.method === 'PUT';
  if (hasBody && !['application/json', 'text/plain'].includes(call.contentType)) {
    return restletError(call, 415, {
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: 'The content type must be JSON or text.',
    });
  }
  const text = call.body.toString('utf8');
  const body = call.contentType === 'application/json' ? (call.json() ?? null) : text;
  return jsonAnswer(200, {
    method: call.method,
    ...asked,
    body: hasBody ? body : null,
    ...caller,
  });
}
