import type { Connector, Method } from '../contract/connector.js';
import { choice, type Field, type FieldValues, hostLabel, secret, text } from '../contract/fields.js';
import { issuanceOf } from '../contract/issuance.js';
import type { OwnConnector, OwnField, OwnMethod } from '../contract/own-connector.js';
import { ALL_RENEWAL_RATES, type RenewalFacts } from '../contract/renewal-facts.js';
import { compileScheme } from './compile-scheme.js';
import { filledAddress, filledHost, filledText } from './template.js';

/** A definition that was checked becomes a connector like any other. */
export function compileOwnConnector({ key, title, docs, hosts, methods }: OwnConnector): Connector {
  return { key, title, docs, hosts, methods: methods.map(compileMethod) };
}

function compileMethod(own: OwnMethod): Method {
  const { key, title, setup, hosts = [], baseUrl, headers = {}, timeoutSeconds, probe } = own;
  const scheme = compileScheme(own.scheme);
  return {
    key,
    title,
    setup,
    scheme,
    fields: Object.fromEntries(Object.entries(own.fields).map(([name, field]) => [name, fieldOf(field)])),
    hosts: (values) => hosts.map((host) => filledHost(host, values)),
    baseUrl: (values) => filledAddress(baseUrl, values).replace(/\/+$/, ''),
    probe: (values) => ({
      kind: 'request',
      method: probe.method,
      url: filledAddress(probe.url, values),
      identity: probe.identity ?? [],
    }),
    requests: (values: FieldValues) => ({
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filledText(value, values)])),
      ...(timeoutSeconds === undefined ? {} : { deadlineMs: timeoutSeconds * 1_000 }),
    }),
    ...(issuanceOf(scheme) === 'none' ? {} : { renewal: renewalOf(own) }),
  };
}

/** What a definition leaves out is what harms least: every rate is offered, and a refresh token may be replaced. */
function renewalOf({ renewal = {}, scheme }: OwnMethod): RenewalFacts {
  // OAuth 1.0a knows no refresh: what was consented to works until somebody revokes it.
  if (scheme.kind === 'signed-consent') {
    return { rates: ['disabled'], defaultRate: 'disabled', rotatesRefreshToken: 'never', issuesRefreshToken: false };
  }
  const { rates = ALL_RENEWAL_RATES } = renewal;
  const [first = 'disabled'] = rates;
  return { defaultRate: first, rotatesRefreshToken: 'optional', ...renewal, rates };
}

function fieldOf(field: OwnField): Field {
  const { label, where } = field;
  switch (field.kind) {
    case 'text':
      return { ...text(label, where), ...field };
    case 'secret':
      return { ...secret(label, where), ...field };
    case 'host-label':
      return { ...hostLabel(label, where), ...field };
    case 'choice': {
      const options = Object.fromEntries(field.options.map((option) => [option.value, option.label]));
      return { ...choice(label, where, options), ...field };
    }
  }
}
