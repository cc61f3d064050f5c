import type { ReactNode } from 'react';

/** Something that may do harm, as a person is asked about it. */
export interface Question {
  readonly title: string;
  /** What will happen, spelled out. */
  readonly consequences: ReactNode;
  /** The verb of the button that does it. */
  readonly confirm: string;
  /** What the other button says, where "Cancel" could mean either. */
  readonly keep?: string;
  /** Must be ticked first, where the harm is not undone. */
  readonly acknowledgement?: string;
  /** Nothing is lost by it. */
  readonly isHarmless?: boolean;
}
