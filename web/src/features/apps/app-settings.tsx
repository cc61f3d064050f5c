import { Button, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useRight } from '../../api/session.js';
import { useMessages } from '../../components/messages.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { appsTexts } from '../../texts/apps.js';
import { type App, appQuery, changeApp } from './app-queries.js';
import { DeleteApp } from './delete-app.js';

const { settings: texts, form: formTexts } = appsTexts;

/** Name, declared access tokens, and the end of an app. */
export function AppSettings() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const { body: app, etag } = useSuspenseQuery(appQuery(appId)).data;
  const mayChange = useRight('manage-app', appId);
  const mayDelete = useRight('manage-tenant');
  return (
    <Stack gap="lg" maw="44rem">
      {mayChange ? null : <Text c="dimmed">{texts.readOnly}</Text>}
      {/* Another name, or other names, from elsewhere begin the form anew. */}
      <NameForm key={`name ${etag}`} app={app} etag={etag} mayChange={mayChange} />
      <DeclaredForm key={`declared ${etag}`} app={app} etag={etag} mayChange={mayChange} />
      {mayDelete ? <DeleteApp app={app} etag={etag} /> : null}
    </Stack>
  );
}

interface FormProps {
  readonly app: App;
  readonly etag: string;
  readonly mayChange: boolean;
}

function NameForm({ app, etag, mayChange }: FormProps) {
  const [name, setName] = useState(app.name);
  const change = useAppChange({ app, etag }, texts.renamed);
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ name });
  };
  return (
    <Panel title={texts.naming}>
      <form onSubmit={save}>
        <Stack>
          <TextInput
            label={formTexts.name}
            description={formTexts.nameHint}
            maxLength={100}
            value={name}
            disabled={!mayChange}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {change.error ? <ProblemNotice error={change.error} /> : null}
          <Group>
            <Button
              type="submit"
              variant="default"
              disabled={!mayChange || name === app.name}
              loading={change.isPending}
            >
              {texts.rename}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}

function DeclaredForm({ app, etag, mayChange }: FormProps) {
  const [names, setNames] = useState(app.declaredTokens);
  const change = useAppChange({ app, etag }, texts.declaredSaved);
  return (
    <Panel title={texts.declared} about={texts.declaredAbout}>
      <Stack>
        <TagsInput
          label={texts.declaredLabel}
          description={texts.declaredHint}
          value={names}
          disabled={!mayChange}
          maxTags={200}
          onChange={setNames}
        />
        {change.error ? <ProblemNotice error={change.error} /> : null}
        <Group>
          <Button
            variant="default"
            disabled={!mayChange || names === app.declaredTokens}
            loading={change.isPending}
            onClick={() => change.mutate({ declaredTokens: names })}
          >
            {texts.saveDeclared}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}

function useAppChange({ app, etag }: { readonly app: App; readonly etag: string }, done: string) {
  const client = useQueryClient();
  const { tell } = useMessages();
  return useMutation({
    mutationFn: (body: { readonly name?: string; readonly declaredTokens?: string[] }) =>
      changeApp({ appId: app.id, etag, body }),
    onSuccess: async () => {
      tell(done);
      await Promise.all(['app', 'apps'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
}
