import { Group } from '@mantine/core';
import { Link, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import classes from './tabs.module.css';

export interface Tab {
  readonly to: string;
  readonly label: string;
  /** The address is the beginning of its neighbours' addresses. */
  readonly isExact?: boolean;
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly params: Readonly<Record<string, string>>;
}

/** The parts of one thing. Each has an address of its own, so these are links. */
export function Tabs({ label, tabs, params }: TabsProps) {
  const nav = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the tabs scroll; the one that is open is seen.
  useEffect(() => {
    const links = [...(nav.current?.querySelectorAll('a') ?? [])];
    const open = links.findLast((link) => pathname.startsWith(link.pathname));
    open?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <Group component="nav" ref={nav} gap={4} wrap="nowrap" className={classes.tabs} aria-label={label}>
      {tabs.map(({ to, label: name, isExact = false }) => (
        <Link
          key={to}
          to={to}
          params={params}
          activeOptions={{ exact: isExact, includeSearch: false }}
          className={classes.tab}
        >
          {name}
        </Link>
      ))}
    </Group>
  );
}
