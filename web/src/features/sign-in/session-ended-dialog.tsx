import { PasswordInput, Text, VisuallyHidden } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { type Session, useSession } from '../../api/session.js';
import { FormDialog } from '../../components/form-dialog.js';
import { signInTexts as texts } from '../../texts/sign-in.js';
import { signIn } from './sign-in-queries.js';

interface SessionEndedDialogProps {
  readonly onBegun: (session: Session) => void;
  readonly onClose: () => void;
}

/** Asks for the password of whoever was signed in; anybody else goes by the page of the sign-in. */
export function SessionEndedDialog({ onBegun, onClose }: SessionEndedDialogProps) {
  const client = useQueryClient();
  const router = useRouter();
  const { user, tenant } = useSession();
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (password) => (password === '' ? texts.passwordMissing : null) },
  });
  const attempt = useMutation({
    mutationFn: ({ password }: { password: string }) =>
      signIn({ email: user.email, password, tenantId: tenant.tenantId }),
    onSuccess: onBegun,
  });
  const leave = () => {
    client.clear();
    void router.navigate({ to: '/sign-in', search: { next: router.state.location.href } });
  };
  return (
    <FormDialog
      title={texts.ended.title}
      onClose={onClose}
      submit={texts.submit}
      onSubmit={form.onSubmit((values) => attempt.mutate(values))}
      isBusy={attempt.isPending}
      error={attempt.error}
      cancel={texts.ended.other}
      onCancel={leave}
    >
      <Text size="sm">{texts.ended.about(user.email)}</Text>
      <VisuallyHidden>
        <input
          type="email"
          autoComplete="username"
          value={user.email}
          readOnly
          tabIndex={-1}
          aria-label={texts.email}
        />
      </VisuallyHidden>
      <PasswordInput
        label={texts.password}
        autoComplete="current-password"
        data-autofocus
        visibilityToggleButtonProps={{ 'aria-label': texts.showPassword, tabIndex: 0 }}
        {...form.getInputProps('password')}
      />
    </FormDialog>
  );
}
