import { inputSchemaOf } from './calls/action-inputs.js';
import type { Connector, Method } from './contract/connector.js';
import type { ConnectorDescription, ConnectorSummary, MethodDescription } from './contract/connector-description.js';
import { definedOnly } from './contract/defined-only.js';
import { RENEWAL_RATES } from './contract/renewal-facts.js';
import type { SchemeKind } from './contract/scheme.js';
import { renewalInWords } from './renewal-in-words.js';

const ISSUANCE: Readonly<Record<SchemeKind, MethodDescription['issuance']>> = {
  'authorization-code': 'consent',
  'client-credentials': 'exchange',
  'key-exchange': 'exchange',
  'signed-request': 'none',
};
const ISSUE_LABEL = 'Get OAuth 2.0 Access Token';

export function summarizeConnector({ key, title, docs, methods }: Connector): ConnectorSummary {
  return {
    key,
    title,
    docs,
    methods: methods.map((method) => ({ key: method.key, title: method.title, issuance: issuanceOf(method) })),
  };
}

/** A connector as plain data: everything an API, a form or a page of the documentation shows. */
export function describeConnector(connector: Connector): ConnectorDescription {
  const { key, title, docs, methods, actions = [] } = connector;
  return {
    key,
    title,
    docs,
    methods: methods.map(describeMethod),
    actions: actions.map((action) => ({
      key: action.key,
      title: action.title,
      inputs: inputSchemaOf(action),
      output: action.output,
      repeatable: action.repeatable,
    })),
  };
}

/** How the first token of a method comes. */
export function issuanceOf(method: Method): MethodDescription['issuance'] {
  return ISSUANCE[method.scheme.kind];
}

function describeMethod(method: Method): MethodDescription {
  const { key, title, fields, setup, scheme, renewal } = method;
  const issuance = issuanceOf(method);
  return {
    key,
    title,
    scheme: scheme.kind,
    issuance,
    fields: Object.entries(fields).map(([name, field]) => ({ key: name, ...field })),
    setup,
    ...definedOnly({
      redirectUriLabel: scheme.kind === 'authorization-code' ? scheme.redirectUriLabel : undefined,
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
