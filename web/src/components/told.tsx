import { Fragment } from 'react';
import { Instant } from './instant.js';

/** As the server writes times in what it says. */
const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** What the server says, its times in the reader's zone. */
export function Told({ text }: { readonly text: string | undefined }) {
  // Every other part is what the expression found.
  return (text ?? '').split(INSTANT).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no other place than their own
    <Fragment key={index}>{index % 2 === 0 ? part : <Instant at={part} as="date" />}</Fragment>
  ));
}
