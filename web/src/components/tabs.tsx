import { Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
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
  return (
    <Group component="nav" gap={4} wrap="nowrap" className={classes.tabs} aria-label={label}>
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
