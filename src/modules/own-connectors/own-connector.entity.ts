import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { OwnConnector } from '../../connectors/contract/own-connector.js';
import { instantColumn, jsonColumn } from '../database/column-types.js';

/** A connector that a company has described. Tokens keep the definition that they were made with. */
@Entity('own_connector')
@Index('own_connector_key', ['tenantId', 'key'], { unique: true })
export class OwnConnectorRow {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  id!: string;

  @Column({ type: 'varchar', length: 40 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 100 })
  key!: string;

  @Column(jsonColumn())
  definition!: OwnConnector;

  @Column({ type: 'int' })
  revision!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  changedAt!: Date;
}
