import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { DefinitionEditor } from '../../components/definition/definition-editor.js';
import { type Fact, FactList } from '../../components/fact-list.js';
import { Instant } from '../../components/instant.js';
import { useMessages } from '../../components/messages.js';
import { Monogram } from '../../components/monogram.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ownConnectorTexts } from '../../texts/own-connectors.js';
import { OwnConnectorButtons } from './own-connector-buttons.js';
import {
  type Definition,
  described,
  type OwnConnector,
  ownConnectorDoors,
  ownConnectorQuery,
  refreshOwnConnector,
  tokensOfQuery,
} from './own-connector-queries.js';
import { TokenLinks } from './token-links.js';
import { useDefinition } from './use-definition.js';
import { useRemoval } from './use-removal.js';

const { page: texts, editor } = ownConnectorTexts;

/** One connector of the company: what it says, what was made with it, and the way to connect it. */
export function OwnConnectorPage() {
  const { key } = useParams({ from: '/house/manage/own-connectors/$key' });
  const { body: connector, etag } = useSuspenseQuery(ownConnectorQuery(key)).data;
  const mayChange = useRight('manage-tenant');
  const { title } = described(connector);
  const removal = useRemoval(connector, etag);
  return (
    <Page
      title={title}
      mark={<Monogram name={key} title={title} size={48} />}
      actions={<OwnConnectorButtons connectorKey={key} removal={mayChange ? removal : undefined} />}
    >
      {removal.error ? <ProblemNotice error={removal.error} onDismiss={removal.reset} /> : null}
      <Stack gap="lg">
        <Panel>
          <Facts connector={connector} />
        </Panel>
        <Description key={key} connector={connector} etag={etag} isReadOnly={!mayChange} />
      </Stack>
    </Page>
  );
}

function Facts({ connector }: { readonly connector: OwnConnector }) {
  const { key, changedAt } = connector;
  const { hosts, methods } = described(connector);
  const { data: tokens } = useQuery(tokensOfQuery(key));
  const { facts } = texts;
  const shown: readonly Fact[] = [
    [facts.key, <code key="key">{key}</code>],
    [facts.hosts, hosts.join(', ')],
    [facts.methods, methods.join(', ')],
    [facts.changed, <Instant key="changed" at={changedAt} as="date" />],
    [facts.tokens, tokens?.length === 0 ? texts.noTokens : <TokenLinks key="tokens" tokens={tokens ?? []} />],
  ];
  return <FactList facts={shown} />;
}

interface DescriptionProps {
  readonly connector: OwnConnector;
  readonly etag: string;
  readonly isReadOnly: boolean;
}

function Description({ connector, etag, isReadOnly }: DescriptionProps) {
  const client = useQueryClient();
  const { tell } = useMessages();
  const save = async (wanted: Definition) => {
    await ownConnectorDoors.replace(connector.key, wanted, etag);
    await refreshOwnConnector(client, connector.key);
    definition.settle();
    tell(texts.saved);
  };
  const definition = useDefinition({ start: `${JSON.stringify(connector.definition, null, 2)}\n`, save });
  return (
    <Stack gap="md">
      <DefinitionEditor
        words={editor}
        text={definition.text}
        onChange={definition.change}
        problems={definition.problems}
        isReadOnly={isReadOnly}
      />
      {definition.error ? <ProblemNotice error={definition.error} /> : null}
      {isReadOnly ? null : (
        <Group justify="space-between" align="flex-start">
          <Text size="sm" c="dimmed" flex="1 1 20rem" maw="44rem">
            {texts.notice}
          </Text>
          <Button loading={definition.isBusy} disabled={!definition.isChanged} onClick={definition.submit}>
            {texts.submit}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
