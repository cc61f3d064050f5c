import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Webhook as Signer } from 'standardwebhooks';
import { Secret } from '../../kernel/secret.js';
import { Vault } from '../vault/vault.js';
import type { Webhook } from './webhook.entity.js';

/** Standard Webhooks asks for 24 to 64 random bytes, told as base64 behind this prefix. */
const PREFIX = 'whsec_';
const BYTES = 32;

export interface SealedSecret {
  readonly secret: Secret;
  readonly sealed: string;
}

type Owned = Pick<Webhook, 'id' | 'tenantId'>;

/** Secrets of webhooks: made here, sealed at rest, opened for one signature. */
@Injectable()
export class WebhookSecrets {
  constructor(private readonly vault: Vault) {}

  async make({ tenantId, id }: Owned, generation: number): Promise<SealedSecret> {
    const secret = new Secret(PREFIX + randomBytes(BYTES).toString('base64'));
    const sealed = await this.vault.seal(tenantId, contextOf(id, generation), secret.reveal('to seal it'));
    return { secret, sealed };
  }

  /** The header `webhook-signature`: one signature, or two while an earlier secret still counts. */
  async sign(webhook: Webhook, message: { readonly id: string; readonly at: Date; readonly body: string }) {
    const secrets = await this.open(webhook, message.at);
    const signatures = secrets.map((secret) =>
      new Signer(secret.reveal('to sign one message')).sign(message.id, message.at, message.body),
    );
    return signatures.join(' ');
  }

  /** The same secrets under the tenant's present data key. @throws sealed-value-refused */
  async reseal({ id, tenantId, secretGeneration, sealedSecret, sealedPrevious }: Webhook) {
    const again = (sealed: string, generation: number) =>
      this.vault.reseal(tenantId, contextOf(id, generation), sealed);
    return {
      sealedSecret: await again(sealedSecret, secretGeneration),
      sealedPrevious: sealedPrevious === null ? null : await again(sealedPrevious, secretGeneration - 1),
    };
  }

  private async open(webhook: Webhook, now: Date): Promise<Secret[]> {
    const { id, tenantId, secretGeneration, sealedSecret, sealedPrevious, previousUntil } = webhook;
    const secrets = [await this.vault.open(tenantId, contextOf(id, secretGeneration), sealedSecret)];
    if (sealedPrevious !== null && previousUntil !== null && previousUntil > now)
      secrets.push(await this.vault.open(tenantId, contextOf(id, secretGeneration - 1), sealedPrevious));
    return secrets;
  }
}

function contextOf(owner: string, generation: number) {
  return { owner, field: 'webhook secret', generation };
}
