import { BrokerError } from '../../kernel/broker.error.js';

/** The same whether the token exists or not: a name that may not be resolved must not be probed for. */
export const tokenNotDeclared = (name: string) =>
  new BrokerError({
    code: 'token-not-declared',
    remedy: 'fix-request',
    status: 403,
    message: `This app may not resolve "${name}": no published process names it and the app does not declare it. Publish a process that names it, or add it to the app's declaredTokens.`,
    facts: { token: name },
  });

export const appNotNamed = () =>
  new BrokerError({
    code: 'app-not-named',
    remedy: 'fix-request',
    status: 400,
    message: 'Name the app that asks in appId: this key is not bound to one.',
    facts: { path: 'appId' },
  });

export const notASigner = (name: string) =>
  new BrokerError({
    code: 'not-a-signer',
    remedy: 'fix-request',
    status: 409,
    message: `"${name}" has reusable headers and signs nothing. Resolve it instead.`,
    facts: { token: name },
  });

export const proxyTargetInvalid = () =>
  new BrokerError({
    code: 'proxy-target-invalid',
    remedy: 'fix-request',
    status: 400,
    message:
      'The path after the token name is no path at the vendor. Another allowed host goes into the header Latchkey-Host.',
  });
