import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn, jsonColumn } from '../database/column-types.js';
import type { LookupDeclaration } from './declaration/lookup-declaration.js';

/** A lookup of a form-based app. It has no versions: a change is in force at once, as one of a token is. */
@Entity('lookup')
@Index('lookup_name', ['appId', 'foldedName'], { unique: true })
@Index('lookup_tenant', ['tenantId'])
export class LookupEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  tenantId!: string;

  @Column({ type: 'varchar', length: 64 })
  appId!: string;

  @Column({ type: 'varchar', length: 100 })
  name!: string;

  @Column({ type: 'varchar', length: 300 })
  foldedName!: string;

  @Column(jsonColumn())
  declaration!: LookupDeclaration;

  /** Raised by each change. */
  @Column({ type: 'int' })
  revision!: number;

  @Column(instantColumn())
  createdAt!: Date;

  @Column(instantColumn())
  updatedAt!: Date;
}
