import { Badge, Box, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Instant } from '../../components/instant.js';
import { TextLink } from '../../components/links.js';
import { Monogram } from '../../components/monogram.js';
import { Panel } from '../../components/panel.js';
import { Told } from '../../components/told.js';
import { healthTexts } from '../../texts/health.js';
import classes from './health.module.css';
import { connectorsQuery, type Need } from './health-queries.js';
import { MendingButton } from './mending-button.js';

const { needs: texts } = healthTexts;

interface NeedsPanelProps {
  readonly needs: readonly Need[];
  readonly isMore: boolean;
  readonly isWaiting: boolean;
  readonly onMore: () => void;
}

/** One line for each access token that needs a person. */
export function NeedsPanel({ needs, isMore, isWaiting, onMore }: NeedsPanelProps) {
  const { data: connectors = [] } = useQuery(connectorsQuery);
  const titles = new Map(connectors.map(({ key, title }) => [key, title]));
  return (
    <Panel title={texts.title}>
      <Stack component="ul" gap={0} className={classes.list}>
        {needs.map((need) => (
          <NeedLine key={need.token.id} need={need} titles={titles} />
        ))}
      </Stack>
      {isMore ? (
        <Button variant="default" mt="md" loading={isWaiting} onClick={onMore}>
          {texts.more}
        </Button>
      ) : null}
    </Panel>
  );
}

function NeedLine({ need, titles }: { readonly need: Need; readonly titles: ReadonlyMap<string, string> }) {
  const { token, connector, message, kind } = need;
  return (
    <li className={classes.line}>
      <Monogram name={connector} title={titles.get(connector) ?? connector} size={36} />
      <Box className={classes.words}>
        <Group gap={8}>
          <TokenLink token={token} />
          {token.scope === 'global' ? null : (
            <Badge variant="default" size="sm">
              {texts.inApp}
            </Badge>
          )}
          <Text size="xs" c={kind === 'needs-person' ? 'var(--mantine-color-red-light-color)' : 'dimmed'}>
            {whenOf(need)} <Instant at={need.at} as="date" /> (<Instant at={need.at} />)
          </Text>
        </Group>
        <Text size="sm" c="dimmed" className={classes.message}>
          <Told text={message} />
        </Text>
      </Box>
      <MendingButton need={need} />
    </li>
  );
}

function TokenLink({ token: { id, name, scope } }: Pick<Need, 'token'>) {
  const look = { fw: 600, size: 'sm' } as const;
  if (scope === 'global')
    return (
      <TextLink {...look} to="/manage/tokens/$tokenId" params={{ tokenId: id }}>
        {name}
      </TextLink>
    );
  return (
    <TextLink {...look} to="/apps/$appId/tokens/$tokenId" params={{ appId: scope, tokenId: id }}>
      {name}
    </TextLink>
  );
}

function whenOf({ kind, isCertain }: Need): string {
  if (kind === 'needs-person') return texts.since;
  return isCertain ? texts.by : texts.probablyBy;
}
