import { Checkbox, Group, Stack, Table, Text } from '@mantine/core';
import { Instant } from '../../../components/instant.js';
import { TextLink } from '../../../components/links.js';
import { Monogram } from '../../../components/monogram.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { StateBadge } from '../state-badge.js';
import { type AccessToken, GLOBAL } from '../token-queries.js';
import { environmentLabel } from './token-filters.js';
import classes from './token-table.module.css';

const texts = tokenTexts.list;

interface TokenRowProps {
  readonly token: AccessToken;
  /** Of the connector. */
  readonly title: string;
  readonly isSelected?: boolean;
  readonly onSelect?: () => void;
}

export function TokenRow({ token, title, isSelected, onSelect }: TokenRowProps) {
  return (
    <Table.Tr {...(isSelected ? { bg: 'var(--mantine-primary-color-light)' } : {})}>
      {onSelect ? (
        <Table.Td>
          <Checkbox aria-label={texts.select(token.name)} checked={isSelected ?? false} onChange={onSelect} />
        </Table.Td>
      ) : null}
      <Table.Td className={classes.name}>
        <NameCell token={token} title={title} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text inherit lineClamp={2} title={title}>
          {title}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="lg" className={classes.nowrap}>
        {token.environment === undefined ? texts.noEnvironment : environmentLabel(token.environment)}
      </Table.Td>
      <Table.Td>
        <Stack gap={2} align="flex-start">
          <StateBadge state={token.state} />
          <Text size="xs" c="dimmed" className={classes.nowrap}>
            <Instant at={token.state.since} as="short" />
          </Text>
          {token.needsPersonAt === undefined ? null : (
            <Text size="xs" component="div" hiddenFrom="sm">
              <EndCell token={token} />
            </Text>
          )}
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="lg" className={classes.rate}>
        {token.issuedAt === undefined
          ? texts.noEnvironment
          : (tokenTexts.rateOf[token.renewalRate] ?? token.renewalRate)}
      </Table.Td>
      <Table.Td visibleFrom="sm" className={classes.end}>
        <EndCell token={token} />
      </Table.Td>
      <Table.Td visibleFrom="md" className={classes.nowrap}>
        <Instant at={token.lastUsedAt} as="short" />
      </Table.Td>
      <Table.Td visibleFrom="md" className={classes.nowrap}>
        {texts.uses(token.usedBy)}
      </Table.Td>
    </Table.Tr>
  );
}

function NameCell({ token, title }: { readonly token: AccessToken; readonly title: string }) {
  const link =
    token.scope === GLOBAL
      ? ({ to: '/manage/tokens/$tokenId', params: { tokenId: token.id } } as const)
      : ({ to: '/apps/$appId/tokens/$tokenId', params: { appId: token.scope, tokenId: token.id } } as const);
  const hasNote = token.hides || token.hiddenBy.length > 0;
  return (
    <Group gap="sm" wrap="nowrap">
      <Monogram name={token.connector} title={title} size={30} />
      <Stack gap={0} miw={0}>
        <TextLink {...link} fw={600} size="sm" lineClamp={hasNote ? 1 : 2} title={token.name}>
          {token.name}
        </TextLink>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {title}
        </Text>
        {token.hides ? (
          <Text size="xs" c="var(--brass)">
            {texts.hides}
          </Text>
        ) : null}
        {token.hiddenBy.length > 0 ? (
          <Text size="xs" c="var(--brass)">
            {texts.hiddenBy(token.hiddenBy.length)}
          </Text>
        ) : null}
      </Stack>
    </Group>
  );
}

/** When a person has to act is told before when the token expires, which renews itself. */
function EndCell({ token: { needsPersonAt, expiresAt } }: { readonly token: AccessToken }) {
  if (needsPersonAt !== undefined) {
    return (
      <Text inherit span c="var(--brass)" fw={550}>
        {new Date(needsPersonAt) <= new Date() ? texts.needsPersonNow : <NeedsPerson at={needsPersonAt} />}
      </Text>
    );
  }
  return <Instant at={expiresAt} otherwise={texts.neverExpires} as="short" />;
}

function NeedsPerson({ at }: { readonly at: string }) {
  return (
    <>
      {texts.needsPerson} <Instant at={at} as="short" />
    </>
  );
}
