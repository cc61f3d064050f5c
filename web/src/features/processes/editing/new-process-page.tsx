import { TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { asProblem } from '../../../api/problem.js';
import { useRight } from '../../../api/session.js';
import { EmptyPlace } from '../../../components/empty-place.js';
import { useMessages } from '../../../components/messages.js';
import { Page } from '../../../components/page.js';
import { Told } from '../../../components/told.js';
import { processTexts } from '../../../texts/processes.js';
import { publishProcess } from '../process-queries.js';
import { createProcess } from './editing-queries.js';
import { example } from './example.js';
import { ProcessEditor } from './process-editor.js';
import { useDefinitionText } from './use-definition-text.js';

const { newPage: texts, editing, publish } = processTexts;

/** Writes a process that is not there yet, beginning with an example that is taken as it stands. */
export function NewProcessPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const mayManage = useRight('manage-app', appId);
  if (!mayManage) return <EmptyPlace isPage title={editing.forbidden} text={editing.forbiddenText} />;
  return <NewProcess appId={appId} />;
}

function NewProcess({ appId }: { readonly appId: string }) {
  const [name, setName] = useState('');
  const [isNameMissing, setNameMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const definition = useDefinitionText(appId, example);
  const creation = useCreation({ appId, name: name.trim(), definition });
  const nameProblem = isNameMissing ? texts.nameMissing : nameProblemOf(creation.error);
  const begin = (isPublished: boolean) => {
    setNameMissing(name.trim() === '');
    if (name.trim() === '') field.current?.focus();
    else creation.mutate(isPublished);
  };
  return (
    <Page title={texts.title} about={texts.about}>
      <TextInput
        ref={field}
        label={texts.name}
        description={texts.nameHint}
        error={nameProblem}
        required
        maw="28rem"
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setNameMissing(false);
          creation.reset();
        }}
      />
      <ProcessEditor
        definition={definition}
        error={nameProblem === undefined ? creation.error : null}
        isBusy={creation.isPending}
        onSave={() => begin(false)}
        onPublish={() => begin(true)}
      />
    </Page>
  );
}

interface Creation {
  readonly appId: string;
  readonly name: string;
  readonly definition: ReturnType<typeof useDefinitionText>;
}

/** Stores the process, with its first version where that is wanted, and goes to its page. */
function useCreation({ appId, name, definition }: Creation) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell, tellProblem } = useMessages();
  return useMutation({
    mutationFn: async (isPublished: boolean) => {
      // What cannot be published is not stored either: it is mended here first.
      if (isPublished && !(await definition.check())) return;
      const { body, etag } = await createProcess(appId, { name, definition: definition.text });
      const path = { appId, processId: body.id };
      // From here on the process is there, and its page is the place for what remains to be done.
      if (isPublished) {
        await publishProcess({ path, etag }).then(({ version }) => tell(publish.done(version)), tellProblem);
      } else tell(editing.saved);
      await client.invalidateQueries({ queryKey: ['processes', appId] });
      await navigate({ to: '/apps/$appId/processes/$processId', params: path, ignoreBlocker: true });
    },
  });
}

function nameProblemOf(error: unknown) {
  if (!error) return undefined;
  const { message, facts } = asProblem(error).said;
  const [first] = Array.isArray(facts.errors)
    ? (facts.errors as readonly { field?: string; problems?: string[] }[])
    : [];
  if (facts.path === 'name') return <Told text={message} />;
  return first?.field === 'name' ? <Told text={first.problems?.join(' ')} /> : undefined;
}
