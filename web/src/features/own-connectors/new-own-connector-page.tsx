import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { DefinitionEditor } from '../../components/definition/definition-editor.js';
import { useMessages } from '../../components/messages.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { ownConnectorTexts } from '../../texts/own-connectors.js';
import { type Definition, described, ownConnectorDoors, refreshOwnConnector } from './own-connector-queries.js';
import { useDefinition } from './use-definition.js';

const { newPage: texts, editor, example } = ownConnectorTexts;

/** Describes a system, beginning with an example that is taken as it stands. */
export function NewOwnConnectorPage() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useMessages();
  const save = async (wanted: Definition) => {
    const made = await ownConnectorDoors.create(wanted);
    definition.settle();
    tell(texts.added(described(made).title));
    await refreshOwnConnector(client, made.key);
    await navigate({ to: '/manage/own-connectors/$key', params: { key: made.key } });
  };
  const definition = useDefinition({ start: example, save });
  return (
    <Page title={texts.title} about={texts.about}>
      <Stack gap="md">
        <DefinitionEditor
          words={editor}
          text={definition.text}
          onChange={definition.change}
          problems={definition.problems}
        />
        {definition.error ? <ProblemNotice error={definition.error} /> : null}
        <Group justify="flex-end">
          <Button loading={definition.isBusy} onClick={definition.submit}>
            {texts.submit}
          </Button>
        </Group>
      </Stack>
    </Page>
  );
}
