import { describeAction } from './calls/actions/describe-action.js';
import type { Connector, Method } from './contract/connector.js';
import type { ConnectorDescription, ConnectorSummary, MethodDescription } from './contract/connector-description.js';
import { definedOnly } from './contract/defined-only.js';
import { issuanceOf } from './contract/issuance.js';
import { RENEWAL_RATES } from './contract/renewal-facts.js';
import { renewalInWords } from './renewal-in-words.js';

const ISSUE_LABEL = 'Get OAuth 2.0 Access Token';

export function summarizeConnector({ key, title, docs, category, methods, actions = [] }: Connector): ConnectorSummary {
  return {
    key,
    title,
    docs,
    ...definedOnly({ category }),
    methods: methods.map((method) => ({ key: method.key, title: method.title, issuance: issuanceOf(method.scheme) })),
    hasLookups: actions.some(({ reads }) => reads === true),
  };
}

/** A connector as plain data: everything an API, a form or a page of the documentation shows. */
export function describeConnector(connector: Connector): ConnectorDescription {
  const { key, title, docs, category, evidence, quirks = [], methods, actions = [] } = connector;
  return {
    key,
    title,
    docs,
    quirks,
    ...definedOnly({ category, evidence }),
    methods: methods.map(describeMethod),
    actions: actions.map(describeAction),
  };
}

function describeMethod(method: Method): MethodDescription {
  const { key, title, fields, setup, scheme, renewal } = method;
  const issuance = issuanceOf(scheme);
  return {
    key,
    title,
    scheme: scheme.kind,
    issuance,
    fields: Object.entries(fields).map(([name, field]) => ({ key: name, ...field })),
    setup,
    ...definedOnly({
      redirectUriLabel: 'redirectUriLabel' in scheme ? scheme.redirectUriLabel : undefined,
      issueLabel: issuance === 'none' ? undefined : (method.issueLabel ?? ISSUE_LABEL),
      renewal: renewal && {
        rates: renewal.rates.map((value) => ({ value, label: RENEWAL_RATES[value].label })),
        defaultRate: renewal.defaultRate,
        facts: renewalInWords(renewal, scheme.kind),
        keepAlive: renewal.refreshIdle !== undefined,
      },
    }),
  };
}
