import { Code, Grid, List, Stack } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Monogram } from '../../components/monogram.js';
import { OutsideLink } from '../../components/outside-link.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { Told } from '../../components/told.js';
import { connectorTexts as texts } from '../../texts/connectors.js';
import { actionsOf } from './actions/action.js';
import { ActionsPanel } from './actions/actions-panel.js';
import { EvidencePanel } from './evidence-panel.js';
import { guideQuery } from './guide-queries.js';
import { MethodPanel } from './method-panel.js';

/** What is known of a connector, from the description of which its page of the documentation is made too. */
export function GuidePage() {
  const { key } = useParams({ from: '/house/connectors/$key' });
  const { data: connector } = useSuspenseQuery(guideQuery(key));
  const { title, docs, methods, quirks, evidence } = connector;
  const actions = actionsOf(connector);
  return (
    <Page
      title={title}
      about={
        <>
          {texts.about(methods.length, actions.length)} {texts.key} <Code>{key}</Code>
        </>
      }
      mark={<Monogram name={key} title={title} size={48} />}
      actions={<OutsideLink href={docs}>{texts.docs}</OutsideLink>}
    >
      <Grid gap="lg" align="flex-start">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            {methods.map((method) => (
              <MethodPanel key={method.key} method={method} />
            ))}
            {actions.length > 0 ? <ActionsPanel connector={key} actions={actions} /> : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Stack gap="lg">
            {quirks.length > 0 ? (
              <Panel title={texts.quirks}>
                <List size="sm" spacing={6}>
                  {quirks.map((quirk) => (
                    <List.Item key={quirk}>
                      <Told text={quirk} />
                    </List.Item>
                  ))}
                </List>
              </Panel>
            ) : null}
            {evidence ? <EvidencePanel evidence={evidence} /> : null}
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  );
}
