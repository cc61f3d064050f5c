import { MultiSelect, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { FormDialog } from '../../components/form-dialog.js';
import { useMessages } from '../../components/messages.js';
import { usersTexts } from '../../texts/users.js';
import type { ShownLink } from './link-dialog.js';
import { appNamesQuery, type Role, type User, userDoors } from './user-queries.js';

const { form: texts, roles } = usersTexts;
const ROLES: readonly Role[] = ['admin', 'designer'];

interface UserDialogProps {
  /** Absent: somebody new. */
  readonly user?: User;
  readonly onClose: () => void;
  readonly onLink: (link: ShownLink) => void;
}

interface Wanted {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly appIds: string[];
}

/** Invites somebody, or changes name, role and apps. */
export function UserDialog({ user, onClose, onLink }: UserDialogProps) {
  const client = useQueryClient();
  const { tell } = useMessages();
  const form = useForm<Wanted>({ initialValues: startOf(user), validate: RULES });
  const saving = useMutation({
    mutationFn: async ({ email, name, role, appIds }: Wanted) => {
      const rest = { name: name.trim(), role, appIds: role === 'designer' ? appIds : [] };
      if (!user) return (await userDoors.invite({ email: email.trim(), ...rest })).link;
      await userDoors.change(user.id, rest);
      return undefined;
    },
    onSuccess: async (link, { name }) => {
      onClose();
      if (link) onLink({ name: name.trim(), link });
      else tell(texts.saved(name.trim()));
      // Whoever changed himself may see other things now.
      await Promise.all(['users', 'session'].map((key) => client.invalidateQueries({ queryKey: [key] })));
    },
  });
  return (
    <FormDialog
      title={user ? texts.editTitle(user.name) : texts.inviteTitle}
      onClose={onClose}
      submit={user ? texts.submitEdit : texts.submitInvite}
      onSubmit={form.onSubmit((wanted) => saving.mutate(wanted))}
      isBusy={saving.isPending}
      error={saving.error}
    >
      <TextInput
        label={texts.email}
        type="email"
        maxLength={254}
        readOnly={user !== undefined}
        data-autofocus={user === undefined || undefined}
        {...form.getInputProps('email')}
      />
      <TextInput label={texts.name} maxLength={100} {...form.getInputProps('name')} />
      <Radio.Group label={texts.role} {...form.getInputProps('role')}>
        <Stack gap="xs" mt="xs">
          {ROLES.map((role) => (
            <Radio key={role} value={role} label={roles[role].name} description={roles[role].about} />
          ))}
        </Stack>
      </Radio.Group>
      {form.values.role === 'designer' ? <AppsField {...form.getInputProps('appIds')} /> : null}
    </FormDialog>
  );
}

function AppsField(props: { value?: string[]; onChange?: (appIds: string[]) => void }) {
  const { data: apps = [] } = useQuery(appNamesQuery);
  return (
    <MultiSelect
      label={texts.apps}
      description={texts.appsHint}
      placeholder={props.value?.length ? '' : texts.appsPlaceholder}
      nothingFoundMessage={texts.noSuchApp}
      data={apps.map(({ id, name }) => ({ value: id, label: name }))}
      searchable
      hidePickedOptions
      {...props}
    />
  );
}

const RULES = {
  email: (email: string) => (email.trim() === '' ? texts.emailMissing : null),
  name: (name: string) => (name.trim() === '' ? texts.nameMissing : null),
};

function startOf(user: User | undefined): Wanted {
  if (!user) return { email: '', name: '', role: 'designer', appIds: [] };
  const { email, name, role, appIds } = user;
  return { email, name, role, appIds: [...appIds] };
}
