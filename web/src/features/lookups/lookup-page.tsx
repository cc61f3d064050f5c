import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { useConfirmation } from '../../components/confirmation.js';
import { WarningIcon } from '../../components/icons.js';
import { useMessages } from '../../components/messages.js';
import { Page } from '../../components/page.js';
import { Told } from '../../components/told.js';
import { lookupTexts } from '../../texts/lookups.js';
import { valuesOf } from './form/form-values.js';
import { LookupForm } from './form/lookup-form.js';
import { deleteLookup, type Lookup, type LookupPlace, lookupQuery, putLookup } from './lookup-queries.js';
import { TryPanel } from './try-panel.js';

const { page: texts, headings } = lookupTexts;

/** One lookup: what would make it fail, what it declares, and a try of it. */
export function LookupPage() {
  const place = useParams({ from: '/house/apps/$appId/lookups/$lookup' });
  const { body: lookup, etag } = useSuspenseQuery(lookupQuery(place)).data;
  const mayChange = useRight('manage-app', place.appId);
  return (
    <Page
      title={lookup.name}
      about={lookup.description}
      actions={mayChange ? <DeleteButton place={place} etag={etag} name={lookup.name} /> : null}
    >
      <Warnings warnings={lookup.warnings} />
      {mayChange ? null : <Text c="dimmed">{texts.readOnly}</Text>}
      {/* Another declaration, from here or from elsewhere, begins the form and the try anew. */}
      <TryPanel key={`try ${etag}`} lookup={lookup} />
      {mayChange ? <ChangeForm key={`form ${etag}`} place={place} etag={etag} lookup={lookup} /> : null}
    </Page>
  );
}

function ChangeForm({ place, etag, lookup }: { place: LookupPlace; etag: string; lookup: Lookup }) {
  const client = useQueryClient();
  const { tell } = useMessages();
  const change = useMutation({
    mutationFn: putLookup,
    onSuccess: async ({ name }) => {
      tell(texts.saved(name));
      await client.invalidateQueries({ queryKey: ['lookups', place.appId] });
    },
  });
  return (
    <LookupForm
      appId={place.appId}
      start={valuesOf(lookup)}
      isSaving={change.isPending}
      error={change.error}
      onSave={(_name, body) => change.mutate({ path: { appId: place.appId, lookup: lookup.name }, etag, body })}
    />
  );
}

function Warnings({ warnings }: Pick<Lookup, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <Stack component="section" gap="xs" aria-label={texts.warnings}>
      {warnings.map(({ code, message }) => (
        <Alert key={code} color="yellow" variant="light" icon={<WarningIcon />} title={headings[code] ?? code}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            <Told text={message} />
          </Text>
        </Alert>
      ))}
    </Stack>
  );
}

function DeleteButton({ place, etag, name }: { place: LookupPlace; etag: string; name: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const confirm = useConfirmation();
  const { tell, tellProblem } = useMessages();
  const deletion = useMutation({
    mutationFn: () => deleteLookup({ path: place, etag }),
    onSuccess: async () => {
      tell(texts.removed(name));
      await navigate({ to: '/apps/$appId/lookups', params: { appId: place.appId } });
      await client.invalidateQueries({ queryKey: ['lookups', place.appId] });
    },
    onError: tellProblem,
  });
  const ask = async () => {
    const question = { title: texts.removeTitle(name), consequences: texts.removeText, confirm: texts.remove };
    if (await confirm(question)) deletion.mutate();
  };
  return (
    <Button variant="default" loading={deletion.isPending} onClick={() => void ask()}>
      {texts.remove}
    </Button>
  );
}
