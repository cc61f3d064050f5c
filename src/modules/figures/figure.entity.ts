import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { instantColumn } from '../database/column-types.js';
import type { Grain } from './figure-grains.js';

/** What is counted. */
export const FIGURE_KINDS = ['renewals', 'failures', 'resolutions'] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

/** How often something happened to a tenant's access tokens within one bucket of time. */
@Entity('figure')
@Index('figure_age', ['grain', 'bucket'])
export class FigureEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  tenantId!: string;

  @PrimaryColumn({ type: 'varchar', length: 8 })
  grain!: Grain;

  /** When the bucket begins. */
  @PrimaryColumn({ ...instantColumn(), nullable: false })
  bucket!: Date;

  @PrimaryColumn({ type: 'varchar', length: 16 })
  kind!: FigureKind;

  /** How it ended, or for failures the code of the cause. */
  @PrimaryColumn({ type: 'varchar', length: 64 })
  label!: string;

  @Column({ type: 'int' })
  times!: number;
}
