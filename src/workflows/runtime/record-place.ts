/** A line of a run's journal. */
export interface RecordPlace {
  readonly kind: 'step' | 'sleep' | 'signal' | 'choice';
  readonly name: string;
}
