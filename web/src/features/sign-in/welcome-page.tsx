import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { ButtonLink } from '../../components/links.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { welcomeTexts as texts } from '../../texts/welcome.js';
import { Entrance } from './entrance.js';
import { linkQuery, type OneTimeLink } from './sign-in-queries.js';
import { WelcomeForm } from './welcome-form.js';

/** What a one-time link opens. Its secret stands behind the #, which browsers send to nobody. */
export function WelcomePage() {
  const secret = useLocation().hash;
  if (secret === '') return <DeadLink />;
  return <OpenedLink secret={secret} />;
}

function OpenedLink({ secret }: { readonly secret: string }) {
  const { data: link, error } = useQuery(linkQuery(secret));
  if (error) return <DeadLink error={error} />;
  if (!link) return <WaitingLink />;
  return (
    <Entrance title={texts.titles[link.purpose]} about={aboutOf(link)}>
      <WelcomeForm link={link} secret={secret} />
    </Entrance>
  );
}

function aboutOf({ purpose, tenantName = '', email = '' }: OneTimeLink): string {
  return purpose === 'first-admin' ? texts.about[purpose] : texts.about[purpose](tenantName, email);
}

function DeadLink({ error }: { readonly error?: unknown }) {
  const toSignIn = (
    <ButtonLink to="/sign-in" search={{ next: '/' }} variant="default" fullWidth>
      {texts.toSignIn}
    </ButtonLink>
  );
  return (
    <Entrance title={texts.dead} {...(error ? {} : { about: texts.noSecret })}>
      <Stack>
        {error ? <ProblemNotice error={error} /> : null}
        {toSignIn}
      </Stack>
    </Entrance>
  );
}

function WaitingLink() {
  return (
    <Entrance title={texts.loading}>
      <VisuallyHidden role="status">{texts.loading}</VisuallyHidden>
      <Stack aria-hidden>
        <Skeleton h={56} />
        <Skeleton h={56} />
        <Skeleton h={42} />
      </Stack>
    </Entrance>
  );
}
