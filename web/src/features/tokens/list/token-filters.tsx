import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { SearchIcon } from '../../../components/icons.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { connectorsQuery } from '../token-queries.js';
import { tokenCountsQuery } from './list-queries.js';
import { isFiltered, type TokenSearch } from './token-search.js';

const texts = tokenTexts.list;

/** A pause in typing after which the list follows. Milliseconds. */
const PAUSE = 250;

type Filters = Partial<Record<'q' | 'connector' | 'environment' | 'state', string | undefined>>;

interface TokenFiltersProps {
  readonly scope: string;
  readonly search: TokenSearch;
  readonly onChange: (filters: Filters) => void;
}

/** Search and filters, each with the number of tokens behind it. */
export function TokenFilters({ scope, search, onChange }: TokenFiltersProps) {
  const { data: counts } = useQuery(tokenCountsQuery(scope));
  const { data: connectors = [] } = useQuery(connectorsQuery);
  const [typed, setTyped] = useState(search.q ?? '');
  const find = useDebouncedCallback((q: string) => onChange({ q: q.trim() || undefined }), PAUSE);
  const titleOf = (key: string) => connectors.find((connector) => connector.key === key)?.title ?? key;
  const clear = () => {
    setTyped('');
    onChange({ q: undefined, connector: undefined, environment: undefined, state: undefined });
  };
  const environments = counts?.environments ?? [];
  return (
    <Group gap="xs" role="search" aria-label={texts.search}>
      <TextInput
        type="search"
        aria-label={texts.search}
        placeholder={texts.searchPlaceholder}
        leftSection={<SearchIcon />}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          find(event.currentTarget.value);
        }}
        flex="1 1 14rem"
        maw="22rem"
      />
      <NativeSelect
        aria-label={texts.connector}
        value={search.connector ?? ''}
        onChange={(event) => onChange({ connector: event.currentTarget.value || undefined })}
        data={[{ value: '', label: texts.anyConnector }, ...optionsOf(counts?.connectors, titleOf)]}
      />
      {environments.length > 0 ? (
        <NativeSelect
          aria-label={texts.environment}
          value={search.environment ?? ''}
          onChange={(event) => onChange({ environment: event.currentTarget.value || undefined })}
          data={[{ value: '', label: texts.anyEnvironment }, ...optionsOf(environments, environmentLabel)]}
        />
      ) : null}
      <NativeSelect
        aria-label={texts.state}
        value={search.state ?? ''}
        onChange={(event) => onChange({ state: event.currentTarget.value || undefined })}
        data={[{ value: '', label: texts.anyState }, ...optionsOf(counts?.states, stateLabel)]}
      />
      {isFiltered(search) ? (
        <Button variant="subtle" onClick={clear}>
          {texts.clear}
        </Button>
      ) : null}
    </Group>
  );
}

type Counts = readonly { readonly value: string; readonly tokens: number }[];

function optionsOf(counts: Counts | undefined, labelOf: (value: string) => string) {
  return (counts ?? []).map(({ value, tokens }) => ({ value, label: texts.option(labelOf(value), tokens) }));
}

function stateLabel(state: string): string {
  return tokenTexts.states[state] ?? state;
}

/** Connectors write environments as keys: `release-preview`. */
export function environmentLabel(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}
