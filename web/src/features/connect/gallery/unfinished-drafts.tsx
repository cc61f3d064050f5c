import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../../components/instant.js';
import { TextLink } from '../../../components/links.js';
import { Panel } from '../../../components/panel.js';
import { connectTexts } from '../../../texts/connect.js';
import { connectorsQuery, draftsQuery, GLOBAL } from '../connect-queries.js';

const texts = connectTexts.gallery;

/** Drafts of new tokens that were begun here and not finished. An untouched one is no work that could be lost. */
export function UnfinishedDrafts({ appId }: { readonly appId: string | undefined }) {
  const { data: drafts = [] } = useQuery({ ...draftsQuery, staleTime: 0 });
  const { data: connectors = [] } = useQuery(connectorsQuery);
  const unfinished = drafts.filter(
    ({ scope, tokenId, name, secretsSet, issued }) =>
      scope === (appId ?? GLOBAL) &&
      tokenId === undefined &&
      (name !== '' || secretsSet.length > 0 || issued !== undefined),
  );
  if (unfinished.length === 0) return null;
  return (
    <Panel title={texts.resume} about={texts.resumeAbout}>
      {unfinished.map(({ id, name, connector, createdAt }) => (
        <Group key={id} gap="xs">
          <TextLink to="/connect/$draftId" params={{ draftId: id }} size="sm" py={4} display="inline-block">
            {name || texts.unnamed}
          </TextLink>
          <Text size="sm" c="dimmed">
            {connectors.find(({ key }) => key === connector)?.title ?? connector} · <Instant at={createdAt} />
          </Text>
        </Group>
      ))}
    </Panel>
  );
}
