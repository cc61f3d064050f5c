/** One call, as the vendor saw it. Holds no credential, only its fingerprint. */
export interface JournalEntry {
  readonly number: number;
  readonly at: string;
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** The route's name, which moods go by too. */
  readonly endpoint: string;
  /** The status sent; 0 when the connection was dropped without one. */
  readonly status: number;
  readonly credential?: string;
  /** Kinds of the moods that had a hand in it. */
  readonly moods?: readonly string[];
  readonly notes?: Readonly<Record<string, string>>;
}

const MOST_ENTRIES = 100_000;

/** Every call since the start or the last clearing, oldest first; beyond 100,000 the oldest tenth goes. */
export class Journal {
  private entries: JournalEntry[] = [];
  private last = 0;

  record(entry: Omit<JournalEntry, 'number'>): void {
    this.last += 1;
    this.entries.push({ number: this.last, ...entry });
    if (this.entries.length > MOST_ENTRIES) this.entries.splice(0, MOST_ENTRIES / 10);
  }

  list(endpoint: string | null): JournalEntry[] {
    return endpoint === null ? [...this.entries] : this.entries.filter((entry) => entry.endpoint === endpoint);
  }

  clear(): void {
    this.entries = [];
  }
}
