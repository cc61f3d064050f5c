/** Injects the connectors of the house as a list. */
export const CONNECTORS = Symbol('CONNECTORS');
