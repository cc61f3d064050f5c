import type { ReactNode } from 'react';
import classes from './fact-list.module.css';

/** A word and what it is. */
export type Fact = readonly [what: string, value: ReactNode];

/** Facts in two columns, as a description list. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={classes.list}>
      {facts.map(([what, value]) => (
        <div key={what} className={classes.fact}>
          <dt>{what}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  );
}
