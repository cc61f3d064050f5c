import { BrokerError } from '../../src/kernel/broker.error.js';

/** The BrokerError that work ends with; fails the test when it ends well or with another error. */
export async function failureOf(work: Promise<unknown> | (() => unknown)): Promise<BrokerError> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    if (error instanceof BrokerError) return error;
    throw error;
  }
  throw new Error('Expected a BrokerError, but the work ended well.');
}
