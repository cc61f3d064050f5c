import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMessages } from '../../components/messages.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { appsTexts } from '../../texts/apps.js';
import { componentTexts } from '../../texts/components.js';
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
    <Modal
      opened={isOpen}
      onClose={close}
      title={texts.title}
      closeButtonProps={{ 'aria-label': componentTexts.close }}
    >
      <form onSubmit={form.onSubmit((wanted) => creation.mutate(wanted))} noValidate>
        <Stack>
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
          {creation.error ? <ProblemNotice error={creation.error} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {componentTexts.cancel}
            </Button>
            <Button type="submit" loading={creation.isPending}>
              {texts.submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
