import { Button, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { rememberCsrfToken } from '../../api/client.js';
import { sessionQuery } from '../../api/session.js';
import { tellSessionBegun } from '../../api/session-news.js';
import { useMessages } from '../../components/messages.js';
import { Panel } from '../../components/panel.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { accountTexts } from '../../texts/account.js';
import classes from './account.module.css';
import { changePassword, ownSessionsQuery, PASSWORD_LEAST } from './account-queries.js';

const { password: texts } = accountTexts;
const START = { current: '', next: '' };

/** Another password, proved by the present one. This browser goes on with a new session. */
export function PasswordPanel() {
  const client = useQueryClient();
  const { tell } = useMessages();
  const form = useForm({
    initialValues: START,
    validate: {
      current: (current) => (current === '' ? texts.currentMissing : null),
      next: (next) => ([...next].length < PASSWORD_LEAST ? texts.tooShort(PASSWORD_LEAST) : null),
    },
  });
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async (session) => {
      rememberCsrfToken(session.csrfToken);
      client.setQueryData(sessionQuery.queryKey, session);
      tellSessionBegun();
      form.reset();
      tell(texts.changed);
      await client.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
  });
  const toggle = { 'aria-label': texts.show, tabIndex: 0 };
  return (
    <Panel title={texts.title} about={texts.about}>
      <form className={classes.form} onSubmit={form.onSubmit((wanted) => change.mutate(wanted))} noValidate>
        <Stack>
          <PasswordInput
            label={texts.current}
            autoComplete="current-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps('current')}
          />
          <PasswordInput
            label={texts.next}
            description={texts.nextHint(PASSWORD_LEAST)}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            {...form.getInputProps('next')}
          />
          {change.error ? <ProblemNotice error={change.error} /> : null}
          <div>
            <Button type="submit" loading={change.isPending}>
              {texts.submit}
            </Button>
          </div>
        </Stack>
      </form>
    </Panel>
  );
}
