import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useRight } from '../../api/session.js';
import { useConfirmation } from '../../components/confirmation.js';
import { useMessages } from '../../components/messages.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { appsTexts } from '../../texts/apps.js';
import { type App, deleteApp } from './app-queries.js';
import { DeletionSwitch } from './deletion-switch.js';

const { settings: texts } = appsTexts;

/** The end of an app, behind its name repeated and a question. */
export function DeleteApp({ app, etag }: { readonly app: App; readonly etag: string }) {
  const [name, setName] = useState('');
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useMessages();
  const confirm = useConfirmation();
  const mayAllow = useRight('manage-tenant');
  const deletion = useMutation({
    mutationFn: () => deleteApp({ appId: app.id, etag, name }),
    onSuccess: async () => {
      tell(texts.deleted(app.name));
      await navigate({ to: '/apps' });
      await client.invalidateQueries({ queryKey: ['apps'] });
    },
  });
  const ask = async () => {
    const isMeant = await confirm({
      title: texts.deleteTitle(app.name),
      consequences: texts.deleteConsequences,
      confirm: texts.delete,
    });
    if (isMeant) deletion.mutate();
  };
  return (
    <Panel title={texts.danger} about={texts.dangerAbout}>
      <Stack>
        {mayAllow ? <DeletionSwitch /> : null}
        <TextInput
          label={texts.repeat(app.name)}
          value={name}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {deletion.error ? <ProblemNotice error={deletion.error} /> : null}
        <Group>
          <Button
            color="red"
            variant="outline"
            disabled={name !== app.name}
            loading={deletion.isPending}
            onClick={() => void ask()}
          >
            {texts.delete}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
