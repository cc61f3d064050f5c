import { Button, Code, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Instant } from '../../components/instant.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { Scrolling } from '../../components/scrolling.js';
import { processTexts } from '../../texts/processes.js';
import classes from './process-definition.module.css';
import { processQuery, versionsQuery } from './process-queries.js';

const { definition: texts, version: versionText } = processTexts;
const DRAFT = 'draft';

/** What the process says, the draft or a published version. */
export function ProcessDefinition() {
  const path = useParams({ from: '/house/apps/$appId/processes/$processId' });
  const { body: process } = useSuspenseQuery(processQuery(path)).data;
  const { data: versions = [], error, hasNextPage, fetchNextPage } = useInfiniteQuery(versionsQuery(path));
  const [chosen, setChosen] = useState(DRAFT);
  const version = versions.find((each) => String(each.version) === chosen);
  return (
    <Stack>
      <Group align="flex-end">
        <NativeSelect
          label={texts.source}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: DRAFT, label: texts.draft },
            ...versions.map((each) => ({ value: String(each.version), label: versionText(each.version) })),
          ]}
        />
        {hasNextPage ? (
          <Button variant="default" onClick={() => void fetchNextPage()}>
            {texts.older}
          </Button>
        ) : null}
        {version ? (
          <Text size="sm" c="dimmed">
            {texts.published} <Instant at={version.publishedAt} />
          </Text>
        ) : null}
      </Group>
      {error ? <ProblemNotice error={error} /> : null}
      <Scrolling label={texts.label} className={classes.place}>
        <Code block className={classes.source}>
          {version?.definition ?? process.definition}
        </Code>
      </Scrolling>
    </Stack>
  );
}
