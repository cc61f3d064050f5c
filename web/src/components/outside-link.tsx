import { Anchor, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { componentTexts } from '../texts/components.js';
import { OutsideIcon } from './icons.js';
import classes from './outside-link.module.css';

/** The mark does not stand alone in a line. */
const NO_BREAK = '\u00a0';

interface OutsideLinkProps {
  readonly href: string;
  readonly children: ReactNode;
}

/** A page of somebody else, in a tab of its own; it learns nothing of this one. */
export function OutsideLink({ href, children }: OutsideLinkProps) {
  return (
    <Anchor href={href} target="_blank" rel="noopener noreferrer" size="sm" className={classes.link}>
      {children}
      <NewTabMark />
    </Anchor>
  );
}

/** Ends every link that opens a tab, and says so. */
export function NewTabMark() {
  return (
    <span className={classes.mark}>
      {NO_BREAK}
      <OutsideIcon size={14} />
      <VisuallyHidden> {componentTexts.inNewTab}</VisuallyHidden>
    </span>
  );
}
