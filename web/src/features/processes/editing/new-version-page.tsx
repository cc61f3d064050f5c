import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useRight } from '../../../api/session.js';
import { EmptyPlace } from '../../../components/empty-place.js';
import { useMessages } from '../../../components/messages.js';
import { Page } from '../../../components/page.js';
import { processTexts } from '../../../texts/processes.js';
import { type ProcessPlace, processQuery, publishProcess } from '../process-queries.js';
import { saveDraft } from './editing-queries.js';
import { ProcessEditor } from './process-editor.js';
import { useDefinitionText } from './use-definition-text.js';

const { newVersion: texts, editing, publish } = processTexts;

/** Changes the draft of a process, and makes the next version of it. */
export function NewVersionPage() {
  const path = useParams({ from: '/house/apps/$appId/processes/$processId/new-version' });
  const mayManage = useRight('manage-app', path.appId);
  if (!mayManage) return <EmptyPlace isPage title={editing.forbidden} text={editing.forbiddenText} />;
  return <NewVersion path={path} />;
}

function NewVersion({ path }: { readonly path: ProcessPlace }) {
  const { body, etag } = useSuspenseQuery(processQuery(path)).data;
  // Who has begun to type changes what he has seen, whatever comes meanwhile.
  const [begun, setBegun] = useState<{ readonly draft: string; readonly etag: string }>();
  const seen = begun ?? { draft: body.definition, etag };
  const definition = useDefinitionText(path.appId, seen.draft);
  const change = (text: string) => {
    setBegun(seen);
    definition.change(text);
  };
  const saving = useSaving({ path, etag: seen.etag, definition });
  return (
    <Page title={texts.title(body.name)} about={texts.about(body.publishedVersion)}>
      <ProcessEditor
        definition={{ ...definition, change }}
        error={saving.error}
        isBusy={saving.isPending}
        onSave={() => saving.mutate(false)}
        onPublish={() => saving.mutate(true)}
      />
    </Page>
  );
}

interface Saving {
  readonly path: ProcessPlace;
  readonly etag: string;
  readonly definition: ReturnType<typeof useDefinitionText>;
}

/** Stores the draft, publishes it where that is wanted, and goes to the page of the process. */
function useSaving({ path, etag, definition }: Saving) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell, tellProblem } = useMessages();
  return useMutation({
    mutationFn: async (isPublished: boolean) => {
      if (isPublished && !(await definition.check())) return;
      const saved = await saveDraft(path, { definition: definition.text, etag });
      // From here on the draft is stored, and the page of the process is the place for what remains to be done.
      if (isPublished) {
        const publishing = publishProcess({ path, etag: saved.etag });
        await publishing.then(({ version }) => tell(publish.done(version)), tellProblem);
      } else tell(editing.saved);
      const stale = [['process', path.processId], ['processes'], ['access-tokens', 'named-by', path.processId]];
      await Promise.all(stale.map((queryKey) => client.invalidateQueries({ queryKey })));
      await navigate({ to: '/apps/$appId/processes/$processId', params: path, ignoreBlocker: true });
    },
  });
}
