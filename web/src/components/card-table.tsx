import { Paper, Table, VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './card-table.module.css';

interface CardTableProps {
  readonly label: string;
  /** The heads of the columns. */
  readonly columns: readonly string[];
  /** The head of a last column of buttons, which is heard and not seen. */
  readonly actions?: string;
  readonly children: ReactNode;
}

/** A table whose rows are cards on a narrow screen. There a cell's `data-label` is its head; `data-wide` lets it wrap. */
export function CardTable({ label, columns, actions, children }: CardTableProps) {
  return (
    <Paper withBorder radius="lg" bg="var(--surface)" className={classes.frame}>
      <Table className={classes.table} aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{column}</Table.Th>
            ))}
            {actions === undefined ? null : (
              <Table.Th>
                <VisuallyHidden>{actions}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Paper>
  );
}

/** How the parts of a row look. */
export const cardTableClasses = {
  name: classes.name,
  menu: classes.menu,
  state: classes.state,
  facts: classes.facts,
};
