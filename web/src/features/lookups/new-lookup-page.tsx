import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useMessages } from '../../components/messages.js';
import { Page } from '../../components/page.js';
import { lookupTexts as texts } from '../../texts/lookups.js';
import { NOTHING } from './form/form-values.js';
import { LookupForm } from './form/lookup-form.js';
import { putLookup } from './lookup-queries.js';

/** A lookup that is not there yet. */
export function NewLookupPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useMessages();
  const creation = useMutation({
    mutationFn: putLookup,
    onSuccess: async ({ name }) => {
      tell(texts.page.saved(name));
      await client.invalidateQueries({ queryKey: ['lookups', appId] });
      await navigate({ to: '/apps/$appId/lookups/$lookup', params: { appId, lookup: name } });
    },
  });
  return (
    <Page title={texts.create} about={texts.about}>
      <LookupForm
        appId={appId}
        start={NOTHING}
        isNew
        isSaving={creation.isPending}
        error={creation.error}
        onSave={(lookup, body) => creation.mutate({ path: { appId, lookup }, body })}
      />
    </Page>
  );
}
