import { SERVICE_ACTIONS } from './catalog/generic/service.actions.js';
import type { Action } from './contract/action.js';
import type { Connector } from './contract/connector.js';
import type { OwnConnector } from './contract/own-connector.js';
import { compileOwnConnector } from './own/compile-own-connector.js';

/** What every key of a company's own connector begins with. */
export const OWN_PREFIX = 'own-';

/** The same for all of them. */
export const OWN_ACTIONS: readonly Action[] = SERVICE_ACTIONS;

/** Definitions of companies as connectors; each is compiled once, and can do what can be done with any service. */
export class OwnConnectors {
  readonly #compiled = new WeakMap<OwnConnector, Connector>();

  of(definition: OwnConnector): Connector {
    const known = this.#compiled.get(definition);
    if (known) return known;
    const connector = { ...compileOwnConnector(definition), actions: OWN_ACTIONS };
    this.#compiled.set(definition, connector);
    return connector;
  }
}
