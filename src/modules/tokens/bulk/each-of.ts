import { BrokerError } from '../../../kernel/broker.error.js';
import type { BulkItemDto, BulkProblemDto, BulkResultDto } from './bulk.dto.js';

/** So many at once: enough to be quick, and other callers still get through. */
const AT_ONCE = 8;

/** Does the same to each token; one that fails does not keep the others. Only a fault of ours ends it all. */
export async function eachOf(
  tokenIds: readonly string[],
  act: (tokenId: string) => Promise<Omit<BulkItemDto, 'tokenId' | 'outcome'>>,
): Promise<BulkResultDto> {
  const items = new Map<string, BulkItemDto>();
  const left = [...tokenIds];
  const work = async () => {
    for (let tokenId = left.shift(); tokenId !== undefined; tokenId = left.shift()) {
      items.set(tokenId, await one(tokenId, act));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { items: tokenIds.flatMap((tokenId) => items.get(tokenId) ?? []) };
}

async function one(
  tokenId: string,
  act: (tokenId: string) => Promise<Omit<BulkItemDto, 'tokenId' | 'outcome'>>,
): Promise<BulkItemDto> {
  try {
    return { tokenId, outcome: 'done', ...(await act(tokenId)) };
  } catch (error) {
    if (!(error instanceof BrokerError)) throw error;
    return { tokenId, outcome: 'failed', problem: problemOf(error) };
  }
}

function problemOf({ code, message, remedy, facts }: BrokerError): BulkProblemDto {
  return { code, message, remedy, ...(Array.isArray(facts.uses) ? { uses: facts.uses.length } : {}) };
}
