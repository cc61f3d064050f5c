import type { Method } from '../../connectors/contract/connector.js';

/**
 * Whether a renewal with a lost answer may have spent the grant for good: the vendor may have replaced the refresh
 * token, and takes the old one no more. Where fields alone bring a token, nothing can be spent.
 */
export function maySpendGrant({ scheme, renewal }: Pick<Method, 'scheme' | 'renewal'>): boolean {
  if (scheme.kind !== 'authorization-code' || !renewal) return false;
  if (renewal.rotatesRefreshToken === 'never' || renewal.oldStaysValid) return false;
  return !renewal.replayWindowSeconds;
}
