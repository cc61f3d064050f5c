import type { Method } from '../../../connectors/contract/connector.js';
import type { BrokerError } from '../../../kernel/broker.error.js';
import type { NewAlert } from '../../alerts/alerts.service.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import { needsPerson, type TokenState } from '../../tokens/token-state.js';
import { tokenEndpointOf, vendorValuesOf } from '../pace/token-endpoint.js';

/** So many passing failures in a row are worth an alert while the token still works. */
const FAILURES_WORTH_TELLING = 3;

export interface FailedToken {
  readonly token: AccessToken;
  readonly method: Pick<Method, 'scheme'>;
  readonly error: BrokerError;
  /** After the failure. */
  readonly state: TokenState;
  readonly failures: number;
  /** The token endpoint fails for several tokens. */
  readonly isWidespread: boolean;
}

/**
 * The alert of a failed renewal, by its root cause: what passes is the endpoint's trouble, a refused configuration
 * that of the client, a dead or doubtful grant that of one token. None for a passing failure that nobody feels yet.
 */
export function alertOf(failed: FailedToken): NewAlert | undefined {
  const { token, error, state, failures, isWidespread } = failed;
  const isFelt = state !== 'connected' || isWidespread || failures >= FAILURES_WORTH_TELLING;
  if (!needsPerson(state) && !isFelt) return undefined;
  const { id: tokenId, tenantId, scopeKey } = token;
  const { code, remedy, message } = error;
  return { tenantId, tokenId, scopeKey, ...rootCause(failed), code, remedy, message };
}

function rootCause({ token, method, error }: FailedToken): Pick<NewAlert, 'cause' | 'subject'> {
  const { host } = tokenEndpointOf(method, token);
  switch (error.remedy) {
    case 'wait':
      return { cause: 'token-endpoint', subject: host };
    case 'configure':
    case 'fix-request':
      return { cause: 'client', subject: `${clientOf(token, method)} at ${host}`.slice(0, 400) };
    default:
      return { cause: 'grant', subject: token.id };
  }
}

/** As the vendor names it; where it has no name of its own, by all that is told openly about it. */
function clientOf(token: AccessToken, { scheme }: Pick<Method, 'scheme'>): string {
  if (scheme.kind === 'authorization-code' || scheme.kind === 'device-code')
    return scheme.client(vendorValuesOf(token)).id;
  return Object.values(token.plainFields).join(' ');
}
