import type { KeyboardEvent, RefObject } from 'react';

/** Arrows walk over the cards, as they lie in rows; Down leads from the search into them, Up out again. */
export function useCardKeys(grid: RefObject<HTMLDivElement | null>) {
  const cards = () => [...(grid.current?.querySelectorAll<HTMLButtonElement>('button') ?? [])];
  const perRow = (all: readonly HTMLElement[]) => {
    const top = all[0]?.offsetTop;
    return all.filter((card) => card.offsetTop === top).length;
  };
  return {
    /** Of the search field. */
    enter(event: KeyboardEvent): void {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      cards()[0]?.focus();
    },
    /** Of the grid. */
    move(event: KeyboardEvent): void {
      const all = cards();
      const at = all.indexOf(document.activeElement as HTMLButtonElement);
      const steps: Readonly<Record<string, number>> = {
        ArrowRight: 1,
        ArrowLeft: -1,
        ArrowDown: perRow(all),
        ArrowUp: -perRow(all),
      };
      const step = steps[event.key];
      if (step === undefined || at < 0) return;
      event.preventDefault();
      all[Math.min(Math.max(at + step, 0), all.length - 1)]?.focus();
    },
  };
}
