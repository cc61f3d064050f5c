import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { TestResult } from '../../connectors/contract/connection.js';
import { BrokerError } from '../../kernel/broker.error.js';
import type { TenantCaller } from '../callers/caller.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { TokenChanger } from '../tokens/token-changer.js';
import { TokenSafe } from '../tokens/token-safe.js';
import { TokenStore } from '../tokens/token-store.js';
import { TokenProofs } from '../usage/token-proofs.js';
import { FreshToken } from './fresh-token.js';
import type { ConnectionTestDto } from './resolution.dto.js';

/**
 * Test Connection of a live token. A passed test is a proof that is kept; one that the vendor refuses speaks against the
 * connection, and changes nothing else.
 */
@Injectable()
export class ConnectionTests {
  constructor(
    private readonly changer: TokenChanger,
    private readonly fresh: FreshToken,
    private readonly safe: TokenSafe,
    private readonly connectors: ConnectorsService,
    private readonly store: TokenStore,
    private readonly proofs: TokenProofs,
  ) {}

  /** @throws the vendor's judgement */
  async run(caller: TenantCaller, id: string): Promise<ConnectionTestDto> {
    const { token: found } = await this.fresh.of(await this.changer.manageable(caller, id), 'resolution');
    const { token, result } = await this.prove(found).catch((error: unknown) => {
      if (isRefusal(error)) this.proofs.note(found, 'refused');
      throw error;
    });
    await this.store.prove(token, { provedAt: result.at, provedBy: 'test', account: result.account ?? token.account });
    return { ...result, generation: token.generation };
  }

  /** A token that the vendor calls expired is renewed once, and then tested once more. */
  private async prove(token: AccessToken): Promise<{ readonly token: AccessToken; readonly result: TestResult }> {
    try {
      return { token, result: await this.test(token) };
    } catch (error) {
      if (!(error instanceof BrokerError) || error.facts.expired !== true) throw error;
      const renewed = await this.fresh.renewed(token);
      if (!renewed) throw error;
      return { token: renewed, result: await this.test(renewed) };
    }
  }

  private async test(token: AccessToken): Promise<TestResult> {
    return this.connectors.test(await this.safe.open(token));
  }
}

/** The vendor has answered, and not as to somebody whom it knows. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof BrokerError)) return false;
  return error.facts.expired === true || error.remedy === 'reconnect' || error.remedy === 'configure';
}
