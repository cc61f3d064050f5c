import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event in the line of a listening task. */
@Entity('run_event')
export class RunEventEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  runId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  key!: string;

  /** From 1, without a gap. */
  @PrimaryColumn({ type: 'int' })
  position!: number;

  /** JSON text: the CloudEvent. */
  @Column({ type: 'text' })
  event!: string;
}
