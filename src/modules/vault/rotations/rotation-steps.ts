import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { Database } from '../../database/database.js';
import { DataKeyEntity } from '../data-key.entity.js';
import { DataKeys } from '../data-keys.js';
import { RootKeyRing } from '../root-key-ring.js';
import { type SealedStore, SealedStores } from '../sealed-stores.js';
import type { VaultRotationEntity } from './vault-rotation.entity.js';

const BATCH = 100;

export type RotationProgress = Pick<VaultRotationEntity, 'handled' | 'refused' | 'remaining'>;

/** What a rotation does, batch by batch; each batch stands alone, and the next asks the rows what is left. */
@Injectable()
export class RotationSteps {
  constructor(
    private readonly database: Database,
    private readonly dataKeys: DataKeys,
    private readonly ring: RootKeyRing,
    private readonly stores: SealedStores,
  ) {}

  of(rotation: VaultRotationEntity): AsyncGenerator<RotationProgress> {
    return rotation.kind === 'root-key' ? this.#rewrapAll(rotation) : this.#resealAll(rotation);
  }

  async *#rewrapAll(rotation: VaultRotationEntity): AsyncGenerator<RotationProgress> {
    let handled = rotation.handled;
    const behind = { rootKeyId: Not(this.ring.present.id) };
    for (;;) {
      const rows = await this.database.reader.find(DataKeyEntity, { where: behind, take: BATCH });
      if (rows.length === 0) return;
      for (const row of rows) {
        if (await this.dataKeys.rewrap(row)) handled += 1;
      }
      const remaining = await this.database.reader.countBy(DataKeyEntity, behind);
      yield { handled, refused: 0, remaining };
    }
  }

  /** Passes over all stores until one pass finds nothing: a value may have been sealed under the old key meanwhile. */
  async *#resealAll(rotation: VaultRotationEntity): AsyncGenerator<RotationProgress> {
    let { handled } = rotation;
    for (;;) {
      let resealed = 0;
      let refused = 0;
      for (const store of this.stores.all()) {
        for await (const outcome of resealStore(store, rotation)) {
          resealed += outcome.resealed;
          handled += outcome.resealed;
          refused += outcome.refused;
          yield { handled, refused, remaining: await this.#remaining(rotation) };
        }
      }
      if (resealed === 0) return;
    }
  }

  async #remaining({ tenantId, version }: VaultRotationEntity): Promise<number> {
    const counts = await Promise.all(this.stores.all().map((store) => store.countBehind(tenantId, version)));
    return counts.reduce((sum, count) => sum + count, 0);
  }
}

async function* resealStore(store: SealedStore, { tenantId, version }: VaultRotationEntity) {
  let after: string | undefined = '';
  while (after !== undefined) {
    const outcome = await store.resealBatch({ tenantId, version, after, limit: BATCH });
    after = outcome.next;
    yield outcome;
  }
}
