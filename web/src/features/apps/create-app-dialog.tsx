import { Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FormDialog } from '../../components/form-dialog.js';
import { useMessages } from '../../components/messages.js';
import { appsTexts } from '../../texts/apps.js';
import { type AppKind, createApp } from './app-queries.js';

const { form: texts, kinds } = appsTexts;
const KINDS: readonly AppKind[] = ['process-based', 'form-based'];
const START: { readonly name: string; readonly kind: AppKind } = { name: '', kind: 'process-based' };

interface CreateAppDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks for name and kind, makes the app, and goes there. */
export function CreateAppDialog({ isOpen, onClose }: CreateAppDialogProps) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { tell } = useMessages();
  const form = useForm({
    initialValues: START,
    validate: { name: (name) => (name.trim() === '' ? texts.nameMissing : null) },
  });
  const creation = useMutation({
    mutationFn: createApp,
    onSuccess: async ({ id, name }) => {
      close();
      tell(texts.created(name));
      await client.invalidateQueries({ queryKey: ['apps'] });
      await navigate({ to: '/apps/$appId', params: { appId: id } });
    },
  });
  const close = () => {
    form.reset();
    creation.reset();
    onClose();
  };
  return (
    <FormDialog
      title={texts.title}
      isOpen={isOpen}
      onClose={close}
      submit={texts.submit}
      onSubmit={form.onSubmit((wanted) => creation.mutate(wanted))}
      isBusy={creation.isPending}
      error={creation.error}
    >
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        maxLength={100}
        withAsterisk
        data-autofocus
        {...form.getInputProps('name')}
      />
      <Radio.Group label={texts.kind} {...form.getInputProps('kind')}>
        <Stack gap="xs" mt="xs">
          {KINDS.map((kind) => (
            <Radio key={kind} value={kind} label={kinds[kind].name} description={kinds[kind].about} />
          ))}
        </Stack>
      </Radio.Group>
    </FormDialog>
  );
}
