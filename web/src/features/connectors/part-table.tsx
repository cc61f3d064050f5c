import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './part-table.module.css';

interface PartTableProps {
  readonly label: string;
  readonly columns: readonly [string, string, string];
  readonly rows: readonly { readonly key: string; readonly cells: readonly [ReactNode, ReactNode, ReactNode] }[];
}

/** Named parts with what is known of each; on a narrow screen one below the other. */
export function PartTable({ label, columns, rows }: PartTableProps) {
  return (
    <Table className={classes.table} aria-label={label} verticalSpacing="xs" horizontalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          {columns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, cells: [name, second, third] }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{second}</Table.Td>
            <Table.Td>{third}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
