import type { Json } from '../../../support/api-client.js';
import type { History } from '../history.js';
import type { Look } from '../token-history.js';

/** Something that is written through the management API and read by resolutions while servers fail. */
export interface Register {
  readonly name: string;
  /** What readers resolve, and as whom. */
  readonly key: string;
  readonly token: string;
  /** What an answer shows; undefined for one that shows nothing, such as "the database is away". */
  understand(status: number, body: Json): Shown | undefined;
  looked(look: Look, key: string): void;
  /** Writes that the service said it had done. */
  readonly acknowledged: number;
  /** Writes until told to stop, and knows every outcome when it ends. */
  write(isOver: () => boolean): Promise<void>;
  histories(): readonly History[];
}

export type Shown = Pick<Look, 'value' | 'tokenId' | 'generation'>;
