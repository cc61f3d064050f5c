import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useRight } from '../../api/session.js';
import { Monogram } from '../../components/monogram.js';
import { Page } from '../../components/page.js';
import { ProblemNotice } from '../../components/problem-notice.js';
import { Tabs } from '../../components/tabs.js';
import { Told } from '../../components/told.js';
import { tokenTexts } from '../../texts/tokens.js';
import { Namesakes } from './detail/namesakes.js';
import { TokenButtons } from './detail/token-buttons.js';
import { StateLine } from './state-badge.js';
import { type AccessToken, connectorsQuery, GLOBAL, tokenQuery } from './token-queries.js';
import { useTokenActions } from './use-token-actions.js';

const texts = tokenTexts.page;

const partsAt = (token: string) => ({
  tabs: [
    { to: token, label: texts.tabs.overview, isExact: true },
    { to: `${token}/uses`, label: texts.tabs.uses },
    { to: `${token}/renewals`, label: texts.tabs.renewals },
    { to: `${token}/permissions`, label: texts.tabs.permissions },
  ],
});
const GLOBAL_PARTS = partsAt('/manage/tokens/$tokenId');
const APP_PARTS = partsAt('/apps/$appId/tokens/$tokenId');

/** One access token: how it stands, what mends it, who uses it. */
export function TokenPage() {
  const { tokenId = '' } = useParams({ strict: false });
  const { data: token } = useSuspenseQuery(tokenQuery(tokenId));
  const { data: connectors } = useQuery(connectorsQuery);
  const title = connectors?.find(({ key }) => key === token.connector)?.title ?? token.connector;
  const actions = useTokenActions(token);
  const isGlobal = token.scope === GLOBAL;
  const managesGlobal = useRight('manage-global-tokens');
  const managesApp = useRight('manage-app', token.scope);
  const mayManage = isGlobal ? managesGlobal : managesApp;
  return (
    <Page
      title={token.name}
      about={token.description || title}
      mark={<Monogram name={token.connector} title={title} size={48} />}
      actions={mayManage ? <TokenButtons token={token} actions={actions} /> : undefined}
    >
      <Stack gap="lg">
        {actions.error ? <ProblemNotice error={actions.error} onDismiss={actions.dismiss} /> : null}
        <StateNotice token={token} mayManage={mayManage} actions={actions} />
        <Namesakes token={token} />
        <Tabs
          label={texts.tabs.label}
          {...(isGlobal ? GLOBAL_PARTS : APP_PARTS)}
          params={{ tokenId, appId: token.scope }}
        />
        <Outlet />
      </Stack>
    </Page>
  );
}

interface TokenActionsProps {
  readonly token: AccessToken;
  readonly actions: ReturnType<typeof useTokenActions>;
}

/** Since when, why, and the button that mends it. */
function StateNotice({ token, mayManage, actions }: TokenActionsProps & { readonly mayManage: boolean }) {
  const { state } = token;
  if (!state.reason && !state.next) return <StateLine state={state} />;
  const mend = mendOf(token, actions);
  return (
    <Alert variant="light" color={state.name === 'disabled' ? 'gray' : BROKEN.has(state.name) ? 'red' : 'yellow'}>
      <Stack gap="xs">
        <StateLine state={state} />
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          <Told text={state.reason?.message} />
        </Text>
        <Text size="sm">
          <Told text={state.next?.message} />
        </Text>
        {mayManage && mend && state.next?.mending ? (
          <Group>
            <Button size="xs" disabled={actions.isBusy} onClick={mend}>
              {state.next.mending.label}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Alert>
  );
}

const BROKEN = new Set(['needs-reconnect', 'needs-configuration']);

/** What the server names as the mending request, as a button of this page. */
function mendOf({ state }: AccessToken, actions: ReturnType<typeof useTokenActions>): (() => void) | undefined {
  const path = state.next?.mending?.path ?? '';
  if (path === '/v1/drafts') return actions.edit;
  if (path.endsWith('/renewal')) return actions.renew;
  return path.endsWith('/enable') ? actions.enable : undefined;
}
