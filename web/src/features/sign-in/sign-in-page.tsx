import { Button, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { ProblemNotice } from '../../components/problem-notice.js';
import { signInTexts as texts } from '../../texts/sign-in.js';
import { Entrance } from './entrance.js';
import { choicesIn, signIn } from './sign-in-queries.js';
import { useEntering } from './use-entering.js';

const START = { email: '', password: '', tenantId: '' };

/** Address and password; then back to the page that was asked for. */
export function SignInPage() {
  const { next = '/' } = useSearch({ strict: false });
  const enter = useEntering();
  const form = useForm({
    initialValues: START,
    validate: {
      email: (email) => (email.trim() === '' ? texts.emailMissing : null),
      password: (password) => (password === '' ? texts.passwordMissing : null),
    },
  });
  const attempt = useMutation({
    mutationFn: ({ email, password, tenantId }: typeof START) =>
      signIn({ email: email.trim(), password, ...(tenantId === '' ? {} : { tenantId }) }),
    onSuccess: (session) => enter(session, next),
  });
  const choices = choicesIn(attempt.error);
  return (
    <Entrance title={texts.title} about={texts.about} foot={<Foot />}>
      <form onSubmit={form.onSubmit((wanted) => attempt.mutate(wanted))} noValidate>
        <Stack>
          {attempt.error && choices.length === 0 ? <ProblemNotice error={attempt.error} /> : null}
          <TextInput
            label={texts.email}
            type="email"
            autoComplete="username"
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={texts.password}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': texts.showPassword, tabIndex: 0 }}
            {...form.getInputProps('password')}
          />
          {choices.length === 0 ? null : (
            <Radio.Group label={texts.tenant} description={texts.tenantAbout} {...form.getInputProps('tenantId')}>
              <Stack gap="xs" mt="xs">
                {choices.map(({ tenantId, name }) => (
                  <Radio key={tenantId} value={tenantId} label={name} />
                ))}
              </Stack>
            </Radio.Group>
          )}
          <Button type="submit" fullWidth size="md" loading={attempt.isPending}>
            {texts.submit}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}

function Foot() {
  return (
    <Stack gap={4}>
      {[texts.forgotten, texts.firstStart].map((line) => (
        <Text key={line} size="xs" c="dimmed" ta="center">
          {line}
        </Text>
      ))}
    </Stack>
  );
}
