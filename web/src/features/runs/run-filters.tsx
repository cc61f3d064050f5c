import { Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { runTexts } from '../../texts/runs.js';
import { isFiltered, NEEDS_PERSON, readRunSearch, type Since } from './run-search.js';
import classes from './runs.module.css';

const { filter: texts, status: statuses } = runTexts;
const ANY = '';
/** Until somebody has typed what he means. Milliseconds. */
const TYPED = 350;

/** Which runs of an app are shown; the address keeps it. */
export function RunFilters({ names = new Map() }: { readonly names: ReadonlyMap<string, string> | undefined }) {
  const search = useSearch({ from: '/house/apps/$appId/parts/runs' });
  const choose = useFilter();
  const type = useDebouncedCallback(choose, TYPED);
  const any = (label: string) => ({ value: ANY, label });
  const options = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts).map(([value, label]) => ({ value, label }));
  // What is typed belongs to the field until the filter is taken away from outside.
  const key = isFiltered(search) ? 'filtered' : 'all';
  return (
    <Group align="flex-end" gap="sm" component="search" className={classes.filters}>
      <NativeSelect
        label={texts.status}
        value={search.status ?? ANY}
        onChange={(event) => choose({ status: event.currentTarget.value })}
        data={[any(texts.anyStatus), { value: NEEDS_PERSON, label: texts.needsPerson }, ...options(statuses)]}
      />
      <NativeSelect
        label={texts.process}
        value={search.process ?? ANY}
        onChange={(event) => choose({ process: event.currentTarget.value })}
        data={[any(texts.anyProcess), ...options(Object.fromEntries(names))]}
      />
      <NativeSelect
        label={texts.since}
        value={search.since ?? ANY}
        onChange={(event) => choose({ since: event.currentTarget.value as Since })}
        data={[any(texts.anyTime), ...options(texts.sinceChoices)]}
      />
      <TextInput
        key={`token ${key}`}
        label={texts.token}
        placeholder={texts.anyToken}
        defaultValue={search.token ?? ''}
        maxLength={100}
        onChange={(event) => type({ token: event.currentTarget.value })}
      />
      <TextInput
        key={`id ${key}`}
        label={texts.id}
        placeholder={texts.anyId}
        defaultValue={search.id ?? ''}
        maxLength={64}
        onChange={(event) => type({ id: event.currentTarget.value })}
      />
      {isFiltered(search) ? (
        <Button variant="subtle" onClick={() => choose({ status: '', process: '', since: '', token: '', id: '' })}>
          {texts.clear}
        </Button>
      ) : null}
    </Group>
  );
}

function useFilter(): (part: Record<string, string>) => void {
  const navigate = useNavigate({ from: '/apps/$appId/runs' });
  return (part) => void navigate({ search: (before) => readRunSearch({ ...before, ...part }), replace: true });
}
