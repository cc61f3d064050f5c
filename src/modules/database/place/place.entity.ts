import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A place that one replica holds at a time. On SQLite, where one process owns the file, nobody asks. */
@Entity('exclusive_place')
export class PlaceEntity {
  @PrimaryColumn({ type: 'varchar', length: 40 })
  name!: string;

  /** Raised by each replica that takes the place from another one. */
  @Column({ type: 'int' })
  epoch!: number;

  /** The replica that took it last. */
  @Column({ type: 'varchar', length: 64, nullable: true })
  holder!: string | null;
}
