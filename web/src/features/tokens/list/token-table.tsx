import { Checkbox, Group, Table, Text, UnstyledButton } from '@mantine/core';
import { SortIcon } from '../../../components/icons.js';
import { tokenTexts } from '../../../texts/tokens.js';
import type { AccessToken } from '../token-queries.js';
import { TokenRow } from './token-row.js';
import type { TokenColumn, TokenSort } from './token-search.js';
import classes from './token-table.module.css';

const { columns, ...texts } = tokenTexts.list;

/** Columns by the name that the server sorts by; those without one are not sorted. From which width each shows. */
const COLUMNS = [
  { key: 'name', sort: 'name' },
  { key: 'connector', sort: 'connector', from: 'sm' },
  { key: 'environment', sort: 'environment', from: 'lg' },
  { key: 'state', sort: 'state' },
  { key: 'rate', from: 'lg' },
  { key: 'expires', sort: 'needsPersonAt', from: 'sm' },
  { key: 'lastUsed', sort: 'lastUsedAt', from: 'md' },
  { key: 'usedBy', from: 'md' },
] as const satisfies readonly { key: keyof typeof columns; sort?: TokenColumn; from?: 'sm' | 'md' | 'lg' }[];

interface TokenTableProps {
  readonly tokens: readonly AccessToken[];
  readonly titleOf: (connector: string) => string;
  readonly sort: TokenSort;
  readonly onSort: (sort: TokenSort) => void;
  /** Absent where the reader may not change the tokens. */
  readonly selection?: {
    readonly ids: ReadonlySet<string>;
    readonly onChange: (ids: ReadonlySet<string>) => void;
  };
}

export function TokenTable({ tokens, titleOf, sort, onSort, selection }: TokenTableProps) {
  const isAll = tokens.length > 0 && tokens.every(({ id }) => selection?.ids.has(id));
  const select = (id: string) => {
    const ids = new Set(selection?.ids);
    if (!ids.delete(id)) ids.add(id);
    selection?.onChange(ids);
  };
  return (
    <Table className={classes.table} highlightOnHover aria-label={texts.label}>
      <Table.Thead>
        <Table.Tr>
          {selection ? (
            <Table.Th w={44}>
              <Checkbox
                aria-label={texts.selectAll}
                checked={isAll}
                indeterminate={!isAll && selection.ids.size > 0}
                onChange={() => selection.onChange(isAll ? new Set() : new Set(tokens.map(({ id }) => id)))}
              />
            </Table.Th>
          ) : null}
          {COLUMNS.map((column) => (
            <Table.Th
              key={column.key}
              {...('from' in column ? { visibleFrom: column.from } : {})}
              {...('sort' in column ? { 'aria-sort': directionOf(column.sort, sort) } : {})}
            >
              {'sort' in column ? (
                <SortButton label={columns[column.key]} column={column.sort} sort={sort} onSort={onSort} />
              ) : (
                columns[column.key]
              )}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tokens.map((token) => (
          <TokenRow
            key={token.id}
            token={token}
            title={titleOf(token.connector)}
            {...(selection ? { isSelected: selection.ids.has(token.id), onSelect: () => select(token.id) } : {})}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}

interface SortButtonProps {
  readonly label: string;
  readonly column: TokenColumn;
  readonly sort: TokenSort;
  readonly onSort: (sort: TokenSort) => void;
}

function SortButton({ label, column, sort, onSort }: SortButtonProps) {
  const direction = directionOf(column, sort);
  return (
    <UnstyledButton
      className={classes.sort}
      title={texts.sortBy(label)}
      onClick={() => onSort(direction === 'ascending' ? `-${column}` : column)}
    >
      <Group gap={4} wrap="nowrap">
        <Text inherit span>
          {label}
        </Text>
        <span className={classes.arrow} data-direction={direction}>
          <SortIcon size={14} />
        </span>
      </Group>
    </UnstyledButton>
  );
}

function directionOf(column: TokenColumn, sort: TokenSort): 'ascending' | 'descending' | 'none' {
  if (sort === column) return 'ascending';
  return sort === `-${column}` ? 'descending' : 'none';
}
