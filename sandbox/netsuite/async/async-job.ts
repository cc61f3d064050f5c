/** A request that was put into NetSuite's queue, and what came of it. */
export interface AsyncJob {
  readonly id: string;
  readonly account: string;
  /** What the client calls this request; another one with the same name is refused. */
  readonly key?: string;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  /** How often its state was asked for: the first time it is still pending. */
  looks: number;
}
