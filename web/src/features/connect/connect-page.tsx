import { Grid, Stack } from '@mantine/core';
import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Monogram } from '../../components/monogram.js';
import { Page } from '../../components/page.js';
import { connectTexts } from '../../texts/connect.js';
import { LiveAndDraft } from './compare/live-and-draft.js';
import {
  appNameQuery,
  type Connector,
  connectorQuery,
  type Draft,
  draftDoors,
  draftQuery,
  GLOBAL,
  type LiveToken,
  liveTokenQuery,
  type Method,
} from './connect-queries.js';
import { DoneBar } from './done-bar.js';
import { CareForm } from './form/care-form.js';
import { CredentialsForm } from './form/credentials-form.js';
import { useChecks } from './form/use-checks.js';
import { useDraftForm } from './form/use-draft-form.js';
import { ProofPanel } from './proof/proof-panel.js';
import { useConsent } from './proof/use-consent.js';
import { VendorPanel } from './vendor-panel.js';
import { WarningList } from './warning-list.js';

const texts = connectTexts.page;

/** The configuration screen of an access token: a draft of a new one, or of new values for a live one. */
export function ConnectPage() {
  const { draftId } = useParams({ from: '/house/connect/$draftId' });
  const { data: draft } = useSuspenseQuery(draftQuery(draftId));
  const { data: connector } = useSuspenseQuery(connectorQuery(draft.connector));
  const { data: live } = useQuery({ ...liveTokenQuery(draft.tokenId ?? ''), enabled: draft.tokenId !== undefined });
  const method = connector.methods.find(({ key }) => key === draft.method);
  if (!method) throw new Error(`The connector knows no method ${draft.method}`);
  return <ConnectScreen key={draft.id} {...{ draft, connector, method, live }} />;
}

interface ConnectScreenProps {
  readonly draft: Draft;
  readonly connector: Connector;
  readonly method: Method;
  readonly live: LiveToken | undefined;
}

function ConnectScreen({ draft, connector, method, live }: ConnectScreenProps) {
  const navigate = useNavigate();
  const handle = useDraftForm(draft, method);
  const consent = useConsent(draft.id);
  const { checkFields, checkAll } = useChecks(handle.form, draft, method);
  const leave = (tokenId: string | undefined) =>
    draft.scope === GLOBAL
      ? navigate(
          tokenId === undefined ? { to: '/manage/tokens' } : { to: '/manage/tokens/$tokenId', params: { tokenId } },
        )
      : navigate(
          tokenId === undefined
            ? { to: '/apps/$appId/tokens', params: { appId: draft.scope } }
            : { to: '/apps/$appId/tokens/$tokenId', params: { appId: draft.scope, tokenId } },
        );
  const beginAgain = useMutation({
    mutationFn: async () => {
      await draftDoors.discard(draft.id);
      return draftDoors.create(draft.tokenId === undefined ? {} : { tokenId: draft.tokenId });
    },
    onSuccess: ({ id }) => navigate({ to: '/connect/$draftId', params: { draftId: id }, replace: true }),
  });
  const title = live ? texts.editTitle(live.name) : texts.newTitle(connector.title);
  return (
    <Page
      title={title}
      about={<ScopeLine draft={draft} method={method} />}
      mark={<Monogram name={connector.key} title={connector.title} size={48} />}
    >
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            {live ? <LiveAndDraft live={live} draft={draft} method={method} /> : null}
            <CredentialsForm
              draft={draft}
              connector={connector}
              method={method}
              live={live}
              handle={handle}
              isLocked={consent.state.kind === 'waiting'}
            />
            <ProofPanel draft={draft} method={method} handle={handle} consent={consent} check={checkFields} />
            <CareForm method={method} form={handle.form} />
            <WarningList warnings={draft.warnings} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }} order={{ base: 0, md: 1 }}>
          <VendorPanel connector={connector} method={method} draft={draft} />
        </Grid.Col>
      </Grid>
      <DoneBar
        draft={draft}
        handle={handle}
        check={checkAll}
        onBeginAgain={() => beginAgain.mutate()}
        onDone={(token) => void leave(token.id)}
        onDiscard={() => void leave(draft.tokenId)}
      />
    </Page>
  );
}

/** Which way in, and for whom. */
function ScopeLine({ draft, method }: { readonly draft: Draft; readonly method: Method }) {
  const { data: appName } = useQuery(appNameQuery(draft.scope));
  return (
    <>
      {method.title}. {draft.scope === GLOBAL ? texts.global : appName === undefined ? null : texts.app(appName)}
    </>
  );
}
