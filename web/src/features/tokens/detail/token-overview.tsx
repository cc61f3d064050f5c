import { Grid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Fact, FactList } from '../../../components/fact-list.js';
import { Instant } from '../../../components/instant.js';
import { Panel } from '../../../components/panel.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { type AccessToken, connectorQuery } from '../token-queries.js';
import { OutlookPanel } from './outlook-panel.js';

const texts = tokenTexts.page;

/** How the token stands, what it was configured with, and what lies ahead of it. */
export function TokenOverview({ token }: { readonly token: AccessToken }) {
  return (
    <Grid gap="lg" align="flex-start">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack gap="lg">
          <Panel title={texts.connection}>
            <FactList facts={connectionFacts(token)} />
          </Panel>
          <FieldsPanel token={token} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <OutlookPanel token={token} />
      </Grid.Col>
    </Grid>
  );
}

function connectionFacts(token: AccessToken): readonly Fact[] {
  const { facts } = texts;
  const provedBy = texts.provedBy[token.health.provedBy ?? ''];
  return [
    [facts.account, token.account],
    [
      facts.proved,
      <>
        <Instant at={token.health.provedAt} /> {provedBy}
      </>,
    ],
    ...(token.issuedAt === undefined
      ? []
      : ([
          [facts.expires, <Instant key="expires" at={token.expiresAt} otherwise={tokenTexts.list.neverExpires} />],
          [facts.rate, tokenTexts.rateOf[token.renewalRate] ?? token.renewalRate],
          [facts.lastRenewal, <Instant key="last" at={token.lastRenewalAt} />],
          [facts.nextRenewal, <Instant key="next" at={token.nextRenewalAt} />],
        ] as const)),
    [facts.generation, String(token.generation)],
    [facts.lastUsed, <Instant key="used" at={token.lastUsedAt} />],
    ...(token.consentedAt === undefined
      ? []
      : ([[facts.consented, <Instant key="consented" at={token.consentedAt} />]] as const)),
    [facts.created, <Instant key="created" at={token.createdAt} as="date" />],
  ];
}

function FieldsPanel({ token }: { readonly token: AccessToken }) {
  const { data: connector } = useQuery(connectorQuery(token.connector));
  const method = connector?.methods.find(({ key }) => key === token.method);
  const facts = (method?.fields ?? []).flatMap((field): Fact[] => {
    if (field.kind === 'secret') {
      if (!token.secretsSet.includes(field.key)) return [];
      return [
        [
          field.label,
          <>
            {texts.secret} <Instant at={token.secretsChangedAt} as="date" />
          </>,
        ],
      ];
    }
    const value = token.fields[field.key];
    if (!value) return [];
    return [[field.label, field.options?.find((option) => option.value === value)?.label ?? value]];
  });
  return (
    <Panel title={texts.fields} about={method?.title}>
      {facts.length > 0 ? (
        <FactList facts={facts} />
      ) : (
        <Text size="sm" c="dimmed">
          {texts.vendorGone}
        </Text>
      )}
    </Panel>
  );
}
