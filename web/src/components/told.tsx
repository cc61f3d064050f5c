import { createElement, Fragment } from 'react';
import { Instant } from './instant.js';

/** As the server writes times in what it says. */
const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;

/** What the server says, its times in the reader's zone. */
export function Told({ text }: { readonly text: string | undefined }) {
  // Every other part is what the expression found. They have no other place than their own, so they are no list.
  const parts = (text ?? '').split(INSTANT);
  const shown = parts.map((part, index) => (index % 2 === 0 ? part : createElement(Instant, { at: part, as: 'date' })));
  return createElement(Fragment, null, ...shown);
}
