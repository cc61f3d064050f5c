import { Checkbox, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Right, useSession } from '../../api/session.js';
import { FormDialog } from '../../components/form-dialog.js';
import { keysTexts } from '../../texts/keys.js';
import { appNamesQuery, keyDoors, type MadeKey, type WantedKey } from './key-queries.js';

const { form: texts, rights: rightTexts, tenant } = keysTexts;
const DAY = 86_400_000;
/** A key that is bound to an app has no others. */
const APP_RIGHTS: readonly Right[] = ['manage-app', 'run'];
const LIVES = Object.entries(texts.lives).map(([value, label]) => ({ value, label }));

interface CreateKeyDialogProps {
  /** The app whose key it will be; absent: the form asks. */
  readonly appId?: string;
  readonly onClose: () => void;
  readonly onMade: (key: MadeKey) => void;
}

interface Wanted {
  readonly name: string;
  /** Empty for the whole tenant. */
  readonly appId: string;
  readonly rights: Right[];
  /** Days; 0 for ever. */
  readonly life: string;
}

/** Asks which program it is for, what it may, and how long. */
export function CreateKeyDialog({ appId, onClose, onMade }: CreateKeyDialogProps) {
  const client = useQueryClient();
  const grantable = useGrantable();
  const form = useForm<Wanted>({
    initialValues: { name: '', appId: appId ?? '', rights: ['run'], life: '90' },
    validate: {
      name: (name) => (name.trim() === '' ? texts.nameMissing : null),
      rights: (rights, values) => (heldOf(rights, grantable(values.appId)).length === 0 ? texts.rightsMissing : null),
    },
  });
  const offered = grantable(form.values.appId);
  const making = useMutation({
    mutationFn: (wanted: Wanted) => keyDoors.create(requestOf(wanted, offered)),
    onSuccess: async (key) => {
      onClose();
      onMade(key);
      await client.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  return (
    <FormDialog
      title={texts.title}
      onClose={onClose}
      submit={texts.submit}
      onSubmit={form.onSubmit((wanted) => making.mutate(wanted))}
      isBusy={making.isPending}
      error={making.error}
    >
      <TextInput
        label={texts.name}
        description={texts.nameHint}
        maxLength={100}
        data-autofocus
        {...form.getInputProps('name')}
      />
      {appId === undefined ? <ReachField {...form.getInputProps('appId')} /> : null}
      <Checkbox.Group label={texts.rights} {...form.getInputProps('rights')}>
        <Stack gap="xs" mt="xs">
          {offered.map((right) => (
            <Checkbox key={right} value={right} label={rightTexts[right].name} description={rightTexts[right].about} />
          ))}
        </Stack>
      </Checkbox.Group>
      <NativeSelect label={texts.ends} data={LIVES} {...form.getInputProps('life')} />
    </FormDialog>
  );
}

function ReachField(props: object) {
  const { data: apps = [] } = useQuery(appNamesQuery);
  const data = [{ value: '', label: tenant }, ...apps.map(({ id, name }) => ({ value: id, label: name }))];
  return <NativeSelect label={texts.reach} data={data} {...props} />;
}

/** Nobody hands out more than he has. */
function useGrantable(): (appId: string) => readonly Right[] {
  const { rights, apps } = useSession();
  return (appId) => {
    const known = Object.keys(rightTexts) as Right[];
    if (appId === '') return known.filter((right) => rights.includes(right));
    const ofApp = apps.find((app) => app.appId === appId)?.rights ?? [];
    return APP_RIGHTS.filter((right) => rights.includes(right) || ofApp.includes(right));
  };
}

function heldOf(wanted: readonly Right[], offered: readonly Right[]): Right[] {
  return offered.filter((right) => wanted.includes(right));
}

function requestOf({ name, appId, rights, life }: Wanted, offered: readonly Right[]): WantedKey {
  const days = Number(life);
  return {
    name: name.trim(),
    rights: heldOf(rights, offered),
    ...(appId !== '' && { appId }),
    ...(days > 0 && { expiresAt: new Date(Date.now() + days * DAY).toISOString() }),
  };
}
