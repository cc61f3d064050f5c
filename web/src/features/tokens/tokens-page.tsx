import { Group, Stack } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { EmptyPlace } from '../../components/empty-place.js';
import { PlusIcon } from '../../components/icons.js';
import { ButtonLink } from '../../components/links.js';
import { Page } from '../../components/page.js';
import { tokenTexts } from '../../texts/tokens.js';
import { TokenList } from './list/token-list.js';
import { GLOBAL } from './token-queries.js';

const texts = tokenTexts.list;

/** Manage Center: the access tokens of the whole tenant. */
export function GlobalTokensPage() {
  const mayManage = useRight('manage-global-tokens');
  const add = mayManage ? (
    <ButtonLink to="/manage/tokens/new" leftSection={<PlusIcon />}>
      {texts.add}
    </ButtonLink>
  ) : undefined;
  return (
    <Page title={texts.globalTitle} about={texts.globalAbout} actions={add}>
      <TokenList
        scope={GLOBAL}
        mayManage={mayManage}
        empty={<EmptyPlace title={texts.empty} text={texts.emptyText} action={add} />}
      />
    </Page>
  );
}

/** App Builder: the access tokens of one app, within the page of the app. */
export function AppTokensPage() {
  const { appId = '' } = useParams({ strict: false });
  const mayManage = useRight('manage-app', appId);
  const add = mayManage ? (
    <ButtonLink to="/apps/$appId/tokens/new" params={{ appId }} search={{}} leftSection={<PlusIcon />}>
      {texts.add}
    </ButtonLink>
  ) : undefined;
  return (
    <Stack gap="md">
      <Group justify="flex-end">{add}</Group>
      <TokenList
        key={appId}
        scope={appId}
        mayManage={mayManage}
        empty={<EmptyPlace title={texts.emptyApp} text={texts.emptyAppText} />}
      />
    </Stack>
  );
}
