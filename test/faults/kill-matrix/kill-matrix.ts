import { eventually } from '../../support/eventually.js';
import type { Carrier } from '../support/carriers.js';
import { endingOf } from '../support/fate.js';
import { FAULT_KINDS, type FaultKind } from '../support/fault-connectors.js';
import type { FaultHouse } from '../support/fault-house.js';
import type { FaultToken, Told } from '../support/fault-token.js';
import { cutAtMilestone, cutWhileSent, type Outcome } from './cut-renewal.js';
import { KILL_POINTS, type KillPoint } from './law.js';

export interface Cell {
  readonly point: KillPoint;
  readonly kind: FaultKind;
}

/** Every point with every kind. */
export const WHOLE_MATRIX: readonly Cell[] = KILL_POINTS.flatMap((point) =>
  FAULT_KINDS.map((kind) => ({ point, kind })),
);

/** Where one kill serves all kinds: all of them. Else the kind that forgives least, where the traces differ most. */
export const BRIEF_MATRIX: readonly Cell[] = WHOLE_MATRIX.filter(
  ({ point, kind }) =>
    point.startsWith('sent') ||
    (kind === 'rotates-with-reuse-detection' && ['after-intent', 'before-commit', 'after-commit'].includes(point)),
);

/** Cuts off one renewal a cell, and asks for its token afterwards. */
export class KillMatrix {
  readonly #outcomes: Promise<Outcome>[] = [];

  constructor(
    private readonly house: FaultHouse,
    private readonly carrier: Carrier,
  ) {}

  /** One renewal of each of these cells. */
  async walk(cells: readonly Cell[]): Promise<readonly Outcome[]> {
    const tokens = await this.expiredTokens(cells);
    for (const point of KILL_POINTS) {
      const cut = tokens.filter((each) => each.point === point).map(({ token }) => token);
      if (point.startsWith('sent')) await this.cutTogether(cut, point);
      else for (const token of cut) await this.cutAlone(token, point);
    }
    return Promise.all(this.#outcomes.splice(0));
  }

  private async expiredTokens(cells: readonly Cell[]) {
    const tokens: (Cell & { token: FaultToken })[] = [];
    for (const cell of cells) {
      tokens.push({ ...cell, token: await this.house.connect(cell.kind, { lifetimeSeconds: 1 }) });
    }
    for (const { token } of tokens) {
      const { expiresAt } = await token.view();
      await eventually(() => Date.now() > Date.parse(expiresAt));
    }
    return tokens;
  }

  private async cutTogether(tokens: readonly FaultToken[], point: KillPoint): Promise<void> {
    if (tokens.length === 0) return;
    const during = await cutWhileSent(this.house, tokens, point === 'sent, and the vendor has done it');
    await this.goOn(tokens.map((token, index) => ({ token, point, during: during[index] ?? [] })));
  }

  private async cutAlone(token: FaultToken, point: KillPoint): Promise<void> {
    await this.goOn([{ token, point, during: await cutAtMilestone(this.house, token, point) }]);
  }

  /** Replicas take over at once, and the next kill need not wait for them; a single process is asked when it is back. */
  private async goOn(cuts: readonly { token: FaultToken; point: KillPoint; during: readonly Told[] }[]) {
    const isAlone = this.carrier === 'one SQLite process';
    const survivors = isAlone ? this.house.servers : this.house.servers.slice(1);
    const ask = () => cuts.map(async ({ token, ...cut }) => ({ ...cut, ...(await endingOf(token, survivors)) }));
    if (!isAlone) this.#outcomes.push(...ask());
    await this.house.revive();
    if (!isAlone) return;
    const asked = ask();
    this.#outcomes.push(...asked);
    await Promise.all(asked);
  }
}
