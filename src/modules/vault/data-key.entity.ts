import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../database/column-types.js';

/** `active` seals and opens; `retired` only opens what was sealed before. One active version per tenant. */
export type DataKeyState = 'active' | 'retired';

@Entity('data_key')
export class DataKeyEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  tenantId!: string;

  @PrimaryColumn({ type: 'int' })
  version!: number;

  /** The key itself, wrapped by the root key that `rootKeyId` names. */
  @Column({ type: 'text' })
  wrapped!: string;

  @Column({ type: 'varchar', length: 64 })
  rootKeyId!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: DataKeyState;

  @Column(instantColumn())
  createdAt!: Date;
}
