import { Injectable } from '@nestjs/common';
import { ConnectorsService } from '../../../connectors/connectors.service.js';
import type { Connection } from '../../../connectors/contract/connection.js';
import type { FieldValues } from '../../../connectors/contract/fields.js';
import { BrokerError } from '../../../kernel/broker.error.js';
import type { AccessToken } from '../../tokens/access-token.entity.js';
import type { SealingKey } from '../../vault/vault.js';
import { maySpendGrant } from '../judging/spent-grant.js';
import { intentNotStored } from '../renewal.errors.js';
import type { RenewalTrigger } from '../renewal-attempt.entity.js';
import { RenewalLedger } from '../renewal-ledger.js';
import { RenewalMilestones } from '../renewal-milestones.js';
import { RenewalSpool, type SpoolSlot } from '../spool/renewal-spool.js';
import { GrantSafe } from './grant-safe.js';
import type { Lease } from './lease.js';
import { LeaseHeartbeat } from './lease-heartbeat.js';

/** A renewal that this process has the right to carry out, and all that it needs to bring it to its end. */
export interface Undertaking {
  readonly lease: Lease;
  /** What the vendor is to be asked with. */
  readonly connection: Connection;
  /** For sealing the answer, whatever has become of the database by then. */
  readonly key: SealingKey;
  /** Space for the answer, where it could be lost. */
  readonly slot?: SpoolSlot;
}

export interface WantedRenewal {
  readonly token: AccessToken;
  readonly trigger: RenewalTrigger;
  /** Corrected ones, in place of those that are stored. */
  readonly values?: FieldValues;
}

/** Everything that must stand before a vendor is asked: space for the answer, lease and intent. */
@Injectable()
export class Undertakings {
  constructor(
    private readonly connectors: ConnectorsService,
    private readonly safe: GrantSafe,
    private readonly spool: RenewalSpool,
    private readonly ledger: RenewalLedger,
    private readonly heartbeat: LeaseHeartbeat,
    private readonly milestones: RenewalMilestones,
  ) {}

  /** Undefined when somebody else renews, or the row is no longer as it was seen. @throws spool-refused, intent-not-stored */
  async begin(wanted: WantedRenewal): Promise<Undertaking | undefined> {
    const { token, trigger } = wanted;
    const slot = maySpendGrant(this.connectors.method(token)) ? await this.spool.reserve() : undefined;
    try {
      const { live, key, refreshFingerprint } = await this.safe.open(token);
      const connection = wanted.values ? { ...live, values: wanted.values } : live;
      const { holder, leaseMs: forMs } = this.heartbeat;
      this.milestones.reached('before-intent', token.id);
      const lease = await this.ledger.take({ token, trigger, holder, forMs, refreshFingerprint });
      if (!lease) return this.nothing(slot);
      this.heartbeat.hold(lease);
      this.milestones.reached('after-intent', token.id);
      return { lease, connection, key, ...(slot && { slot }) };
    } catch (error) {
      slot?.free();
      throw error instanceof BrokerError ? error : intentNotStored(error);
    }
  }

  /** Its outcome is stored, or nobody's business any more. */
  end({ lease, slot }: Pick<Undertaking, 'lease' | 'slot'>): void {
    this.heartbeat.letGo(lease);
    slot?.free();
  }

  private nothing(slot: SpoolSlot | undefined): undefined {
    slot?.free();
  }
}
