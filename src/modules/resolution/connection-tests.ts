import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../connectors/connectors.service.js';
import type { TestResult } from '../../connectors/contract/connection.js';
import { BrokerError } from '../../kernel/broker.error.js';
import type { TenantCaller } from '../callers/caller.js';
import { Database } from '../database/database.js';
import type { AccessToken } from '../tokens/access-token.entity.js';
import { TokenChanger } from '../tokens/token-changer.js';
import { TokenSafe } from '../tokens/token-safe.js';
import { TokensRepository } from '../tokens/tokens.repository.js';
import { FreshToken } from './fresh-token.js';
import type { ConnectionTestDto } from './resolution.dto.js';

/** Test Connection of a live token. A passed test is a proof that is kept; a failed one changes nothing by itself. */
@Injectable()
export class ConnectionTests {
  constructor(
    private readonly changer: TokenChanger,
    private readonly fresh: FreshToken,
    private readonly safe: TokenSafe,
    private readonly connectors: ConnectorsService,
    private readonly tokens: TokensRepository,
    private readonly database: Database,
  ) {}

  /** @throws the vendor's judgement */
  async run(caller: TenantCaller, id: string): Promise<ConnectionTestDto> {
    const { token: found } = await this.fresh.of(await this.changer.manageable(caller, id), 'resolution');
    const { token, result } = await this.prove(found);
    const account = result.account ?? token.account;
    const proof = { provedAt: result.at, provedBy: 'test', account } as const;
    await this.database.write((manager) => this.tokens.change(manager, token, proof));
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
