import { Badge, Group, NativeSelect, SimpleGrid, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useRef, useState } from 'react';
import { EmptyPlace } from '../../../components/empty-place.js';
import { SearchIcon } from '../../../components/icons.js';
import { Monogram } from '../../../components/monogram.js';
import { Page } from '../../../components/page.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { connectTexts } from '../../../texts/connect.js';
import { type ConnectorSummary, connectorsQuery, draftDoors } from '../connect-queries.js';
import { findConnectors } from './find-connectors.js';
import classes from './gallery.module.css';
import { readGallerySearch } from './gallery-search.js';
import { MethodChoice } from './method-choice.js';
import { UnfinishedDrafts } from './unfinished-drafts.js';
import { useCardKeys } from './use-card-keys.js';

const texts = connectTexts.gallery;

/** What can be connected: found by typing, chosen by arrows and Enter. */
export function GalleryPage() {
  // The app whose token it becomes, or none; and the name that somebody waits for, such as a step of a process.
  const { appId } = useParams({ strict: false });
  const { name, connector: chosenKey } = readGallerySearch(useSearch({ strict: false }));
  const { data: connectors } = useSuspenseQuery(connectorsQuery);
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed);
  const [category, setCategory] = useState('');
  const inCategory = connectors.filter((connector) => category === '' || connector.category === category);
  const found = findConnectors(inCategory, search);
  const grid = useRef<HTMLDivElement>(null);
  const keys = useCardKeys(grid);
  const begin = useMutation({
    mutationFn: ({ connector, method }: { connector: string; method: string }) =>
      draftDoors.create({
        connector,
        method,
        ...(appId === undefined ? {} : { appId }),
        ...(name === undefined ? {} : { name }),
      }),
    onSuccess: ({ id }) => navigate({ to: '/connect/$draftId', params: { draftId: id } }),
  });
  const choose = (connector: ConnectorSummary) => {
    const [only, ...others] = connector.methods;
    if (only && others.length === 0) begin.mutate({ connector: connector.key, method: only.key });
    else void navigate({ to: '.', search: readGallerySearch({ name, connector: connector.key }) });
  };
  const chosen = connectors.find(({ key }) => key === chosenKey);
  if (chosen) {
    return (
      <MethodChoice
        connector={chosen}
        isBusy={begin.isPending}
        error={begin.error}
        onChoose={(method) => begin.mutate({ connector: chosen.key, method })}
        onBack={() => void navigate({ to: '.', search: readGallerySearch({ name }) })}
      />
    );
  }
  return (
    <Page title={texts.title} about={texts.about}>
      <Stack gap="md">
        <UnfinishedDrafts appId={appId} />
        <Group gap="sm">
          <TextInput
            type="search"
            aria-label={texts.search}
            placeholder={texts.placeholder}
            leftSection={<SearchIcon />}
            size="md"
            flex="1 1 16rem"
            maw="26rem"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={(event) => {
              const [first] = findConnectors(inCategory, typed);
              if (event.key === 'Enter' && first && typed !== '') choose(first);
              else keys.enter(event);
            }}
          />
          <NativeSelect
            aria-label={texts.category}
            size="md"
            value={category}
            onChange={(event) => setCategory(event.currentTarget.value)}
            data={[{ value: '', label: texts.anyCategory }, ...categoriesOf(connectors)]}
          />
          <Text size="sm" c="dimmed" role="status" ms="auto">
            {texts.count(found.length)}
          </Text>
        </Group>
        {begin.error ? <ProblemNotice error={begin.error} onDismiss={begin.reset} /> : null}
        {found.length === 0 ? <EmptyPlace title={texts.none(search)} text={texts.noneText} /> : null}
        <SimpleGrid ref={grid} cols={{ base: 1, xs: 2, md: 3, lg: 4 }} spacing="sm" onKeyDown={keys.move}>
          {found.map((connector) => (
            <UnstyledButton
              key={connector.key}
              className={classes.card}
              disabled={begin.isPending}
              onClick={() => choose(connector)}
            >
              <Monogram name={connector.key} title={connector.title} size={40} />
              <span className={classes.words}>
                <span className={classes.title}>{connector.title}</span>
                <span className={classes.second}>
                  <span className={classes.about}>{aboutOf(connector)}</span>
                  {connector.hasDemo ? (
                    <Badge size="xs" variant="light" tt="none">
                      {texts.demo}
                    </Badge>
                  ) : null}
                </span>
              </span>
            </UnstyledButton>
          ))}
        </SimpleGrid>
      </Stack>
    </Page>
  );
}

function categoriesOf(connectors: readonly ConnectorSummary[]): readonly string[] {
  return [...new Set(connectors.flatMap(({ category }) => category ?? []))].sort((a, b) => a.localeCompare(b));
}

function aboutOf({ methods }: ConnectorSummary): string {
  const [only, ...others] = methods;
  return only && others.length === 0 ? only.title : texts.methods(methods.length);
}
