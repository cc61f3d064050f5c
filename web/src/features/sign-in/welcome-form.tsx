import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { ProblemNotice } from '../../components/problem-notice.js';
import { welcomeTexts as texts } from '../../texts/welcome.js';
import { type OneTimeLink, PASSWORD_LEAST, redeem } from './sign-in-queries.js';
import { useEntering } from './use-entering.js';

interface WelcomeFormProps {
  readonly link: OneTimeLink;
  readonly secret: string;
}

type Wanted = { tenantName: string; name: string; email: string; password: string };

/** The fields that the link's purpose needs. */
export function WelcomeForm({ link, secret }: WelcomeFormProps) {
  const { purpose } = link;
  const isFirst = purpose === 'first-admin';
  const enter = useEntering();
  const form = useForm<Wanted>({
    initialValues: { tenantName: '', name: link.name ?? '', email: link.email ?? '', password: '' },
    validate: {
      tenantName: (tenantName) => (isFirst && tenantName.trim() === '' ? texts.missing.tenantName : null),
      name: (name) => (name.trim() === '' ? texts.missing.name : null),
      email: (email) => (email.trim() === '' ? texts.missing.email : null),
      password: (password) => ([...password].length < PASSWORD_LEAST ? texts.missing.password(PASSWORD_LEAST) : null),
    },
  });
  const redemption = useMutation({
    mutationFn: ({ tenantName, name, email, password }: Wanted) =>
      redeem({
        ...{ secret, password },
        ...(purpose === 'reset' ? {} : { name: name.trim() }),
        ...(isFirst ? { tenantName: tenantName.trim(), email: email.trim() } : {}),
      }),
    onSuccess: (session) => enter(session, '/'),
  });
  return (
    <form onSubmit={form.onSubmit((wanted) => redemption.mutate(wanted))} noValidate>
      <Stack>
        {redemption.error ? <ProblemNotice error={redemption.error} /> : null}
        {isFirst ? (
          <TextInput
            label={texts.tenantName}
            description={texts.tenantNameHint}
            maxLength={100}
            autoComplete="organization"
            autoFocus
            {...form.getInputProps('tenantName')}
          />
        ) : null}
        {purpose === 'reset' ? null : (
          <TextInput label={texts.name} maxLength={100} autoComplete="name" {...form.getInputProps('name')} />
        )}
        <TextInput
          label={texts.email}
          {...(isFirst ? { description: texts.emailHint } : {})}
          type="email"
          autoComplete="username"
          readOnly={!isFirst}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={texts.password}
          description={texts.passwordHint(PASSWORD_LEAST)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': texts.showPassword, tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" fullWidth size="md" loading={redemption.isPending}>
          {texts.submit[purpose]}
        </Button>
      </Stack>
    </form>
  );
}
