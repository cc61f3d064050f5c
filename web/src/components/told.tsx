import { Code } from '@mantine/core';
import { createElement, Fragment, type ReactNode } from 'react';
import { Instant } from './instant.js';

/** As the server writes times in what it says. */
const INSTANT = /(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)/;
/** What belongs into a definition or a request, letter by letter. */
const CODE = /`([^`]+)`/;

/** What the server says: words between backticks as code, its times in the reader's zone. Always text, never HTML. */
export function Told({ text }: { readonly text: string | undefined }) {
  // Every other part is what the expression found. They have no other place than their own, so they are no list.
  const shown = (text ?? '')
    .split(CODE)
    .flatMap((part, index): ReactNode[] => (index % 2 === 0 ? withInstants(part) : [createElement(Code, null, part)]));
  return createElement(Fragment, null, ...shown);
}

function withInstants(text: string): ReactNode[] {
  return text
    .split(INSTANT)
    .map((part, index) => (index % 2 === 0 ? part : createElement(Instant, { at: part, as: 'date' })));
}
