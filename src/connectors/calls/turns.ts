/** Lets so many calls to one place be under way at once; the others wait for their turn, in order. */
export class Turns {
  readonly #places = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  async take<T>(place: string, most: number, work: () => Promise<T>): Promise<T> {
    const turn = this.#places.get(place) ?? { running: 0, waiting: [] };
    this.#places.set(place, turn);
    if (turn.running >= most) await new Promise<void>((resolve) => turn.waiting.push(resolve));
    else turn.running += 1;
    try {
      return await work();
    } finally {
      const next = turn.waiting.shift();
      if (next) next();
      else turn.running -= 1;
      if (turn.running === 0) this.#places.delete(place);
    }
  }
}
