import { MultiSelect, NativeSelect, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { asProblem } from '../../api/problem.js';
import { FormDialog } from '../../components/form-dialog.js';
import { Told } from '../../components/told.js';
import { webhookTexts } from '../../texts/webhooks.js';
import { appNamesQuery, type EventType, type Webhook } from './webhook-queries.js';

const { form: texts, events } = webhookTexts;

interface Wanted {
  readonly url: string;
  readonly description: string;
  /** Empty for the whole tenant. */
  readonly appId: string;
  readonly types: EventType[];
}

interface WebhookDialogProps {
  /** Absent: a new one. */
  readonly webhook?: Webhook;
  readonly onClose: () => void;
  /** @throws Problem */
  readonly onSave: (wanted: Wanted) => Promise<void>;
}

/** Asks for the address, and what it is to be told. */
export function WebhookDialog({ webhook, onClose, onSave }: WebhookDialogProps) {
  const form = useForm<Wanted>({
    initialValues: startOf(webhook),
    validate: { url: (url) => (url.trim() === '' ? texts.urlMissing : null) },
  });
  const saving = useMutation({
    mutationFn: (wanted: Wanted) => onSave({ ...wanted, url: wanted.url.trim() }),
    onSuccess: onClose,
    onError: (error) => {
      if (isOfAddress(error)) form.setFieldError('url', <Told text={asProblem(error).message} />);
    },
  });
  return (
    <FormDialog
      title={webhook ? texts.editTitle : texts.createTitle}
      onClose={onClose}
      submit={webhook ? texts.submitEdit : texts.submitCreate}
      onSubmit={form.onSubmit((wanted) => saving.mutate(wanted))}
      isBusy={saving.isPending}
      error={isOfAddress(saving.error) ? undefined : saving.error}
    >
      <TextInput
        label={texts.url}
        description={texts.urlHint}
        type="url"
        placeholder="https://"
        maxLength={2000}
        data-autofocus
        {...form.getInputProps('url')}
      />
      <TextInput label={texts.description} maxLength={500} {...form.getInputProps('description')} />
      {webhook ? null : <ReachField {...form.getInputProps('appId')} />}
      <MultiSelect
        label={texts.types}
        description={texts.typesHint}
        placeholder={form.values.types.length > 0 ? '' : texts.typesPlaceholder}
        nothingFoundMessage={texts.noSuchType}
        data={CHOICES}
        searchable
        clearable
        hidePickedOptions
        {...form.getInputProps('types')}
      />
    </FormDialog>
  );
}

function startOf(webhook: Webhook | undefined): Wanted {
  if (!webhook) return { url: '', description: '', appId: '', types: [] };
  const { url, description, appId = '', types } = webhook;
  return { url, description, appId, types: [...types] };
}

function ReachField(props: object) {
  const { data: apps = [] } = useQuery(appNamesQuery);
  const tenant = { value: '', label: webhookTexts.tenant };
  const data = [tenant, ...apps.map(({ id, name }) => ({ value: id, label: name }))];
  return <NativeSelect label={texts.reach} data={data} {...props} />;
}

function isOfAddress(error: unknown): boolean {
  return asProblem(error).said.facts.field === 'url';
}

const TYPES = Object.entries(events).map(([value, label]) => ({ value, label }));
const isOfTokens = (type: string) => type.startsWith('access-token.');
const isOfRuns = (type: string) => type.startsWith('run.') || type.startsWith('io.serverlessworkflow.');

/** A test is told to the webhook that is tested, whatever it chose. */
const CHOICES = [
  { group: texts.tokens, items: TYPES.filter(({ value }) => isOfTokens(value)) },
  { group: texts.runs, items: TYPES.filter(({ value }) => isOfRuns(value)) },
  {
    group: texts.others,
    items: TYPES.filter(({ value }) => !(isOfTokens(value) || isOfRuns(value)) && value !== 'webhook.test'),
  },
];
