import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { TokenConsent } from './token-consent.entity.js';

/** Walks in storage; each step of a walk can be taken once. */
@Injectable()
export class ConsentsRepository {
  constructor(private readonly database: Database) {}

  async byTicket(ticketDigest: string): Promise<TokenConsent | undefined> {
    return (await this.database.reader.findOneBy(TokenConsent, { ticketDigest })) ?? undefined;
  }

  async byState(stateDigest: string): Promise<TokenConsent | undefined> {
    return (await this.database.reader.findOneBy(TokenConsent, { stateDigest })) ?? undefined;
  }

  async byId(id: string): Promise<TokenConsent | undefined> {
    return (await this.database.reader.findOneBy(TokenConsent, { id })) ?? undefined;
  }

  async insert(consent: TokenConsent): Promise<void> {
    await this.database.write((manager) => manager.insert(TokenConsent, consent));
  }

  /** Binds the browser that opens the link. False when another one came first. */
  start(id: string, browserDigest: string): Promise<boolean> {
    return this.step({ id, status: 'offered' }, { status: 'started', browserDigest });
  }

  /** False when the answer was used already. */
  use(id: string): Promise<boolean> {
    return this.step({ id, status: 'started' }, { status: 'used' });
  }

  private step(from: Pick<TokenConsent, 'id' | 'status'>, to: Partial<TokenConsent>): Promise<boolean> {
    return this.database.write(async (manager) => {
      const result = await manager.update(TokenConsent, from, to);
      return result.affected === 1;
    });
  }
}
