import type { Action, ActionInput, ActionRequest } from '../../../contract/action.js';

const SCRIPT_ID = '^[A-Za-z0-9_]{1,100}$';

export const script: ActionInput = {
  label: 'Script',
  help: 'Its ID or number, as on the page of its deployment.',
  schema: { type: 'string', pattern: SCRIPT_ID },
  required: true,
};

export const deployment: ActionInput = {
  label: 'Deployment',
  help: 'Its ID or number.',
  schema: { type: 'string', pattern: SCRIPT_ID },
  required: true,
};

/** A call of a RESTlet: those live on a host of their own. */
export function restletRequest(
  method: ActionRequest['method'],
  parameters: Readonly<Record<string, string>>,
): ActionRequest {
  const query = Object.entries(parameters).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
  );
  return {
    method,
    base: 'restlets',
    url: `/app/site/hosting/restlet.nl?${query.join('&')}`,
    // RESTlets answer in the language of the request, also where it has no body.
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  };
}

export const callRestlet: Action = {
  key: 'callRestlet',
  title: 'Call RESTlet',
  help: 'A script of your own in NetSuite. What it does, and whether it may be repeated, is up to the script.',
  inputs: {
    method: {
      label: 'Method',
      schema: { type: 'string', enum: ['GET', 'POST', 'PUT', 'DELETE'] },
      required: false,
      default: 'GET',
    },
    script,
    deploy: deployment,
    parameters: {
      label: 'Parameters',
      help: 'Of the address, as texts.',
      schema: {
        type: 'object',
        additionalProperties: { type: 'string' },
        propertyNames: { not: { enum: ['script', 'deploy'] } },
      },
      required: false,
      default: {},
    },
    body: {
      label: 'Body',
      help: 'For POST and PUT, sent as JSON.',
      schema: { type: ['object', 'array', 'string', 'number', 'boolean'] },
      required: false,
    },
  },
  output: { description: 'What the script answers; text where it is no JSON.' },
  repeatable: false,
  build: ({ method, script: id, deploy, parameters, body }) => {
    const own = { script: String(id), deploy: String(deploy) };
    const request = restletRequest(method as ActionRequest['method'], { ...own, ...(parameters as object) });
    // A text is JSON here too.
    return body === undefined ? request : { ...request, body: JSON.stringify(body) };
  },
};
