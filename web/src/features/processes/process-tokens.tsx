import { Alert, Badge, Code, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { WarningIcon } from '../../components/icons.js';
import { Panel } from '../../components/panel.js';
import { Told } from '../../components/told.js';
import { processTexts } from '../../texts/processes.js';
import { checkQuery, type TokenUse } from './process-queries.js';
import classes from './process-tokens.module.css';

const { uses: texts } = processTexts;

/** Which step of the draft names which access token, and whether there is one of that name. */
export function ProcessTokens() {
  const path = useParams({ from: '/house/apps/$appId/processes/$processId' });
  const { data: check, error } = useQuery(checkQuery(path));
  return (
    <Panel title={texts.title} about={texts.about}>
      {error ? (
        <Text size="sm" c="dimmed">
          {texts.refused}
        </Text>
      ) : null}
      {check || error ? null : <Skeleton h={120} />}
      {check?.uses.length === 0 ? <Text size="sm">{texts.none}</Text> : null}
      <Stack component="ul" gap="md" className={classes.uses}>
        {check?.uses.map((use) => (
          <UseItem key={use.path} use={use} warning={warningAt(check.warnings, use.path)} />
        ))}
      </Stack>
    </Panel>
  );
}

function UseItem({ use, warning }: { readonly use: TokenUse; readonly warning: string | undefined }) {
  return (
    <li className={classes.use}>
      <Group gap="xs" align="baseline">
        <Text fw={600}>{use.token}</Text>
        {warning === undefined ? <Badge variant="light">{texts.fine}</Badge> : null}
      </Group>
      <Text size="sm" c="dimmed">
        {texts.at} <Code>{use.path}</Code>
        {use.action === undefined ? null : (
          <>
            {' '}
            {texts.calls} <Code>{use.action}</Code>
          </>
        )}
      </Text>
      {warning === undefined ? null : (
        <Alert variant="light" color="yellow" icon={<WarningIcon />} mt="xs" p="xs">
          <Told text={warning} />
        </Alert>
      )}
    </li>
  );
}

function warningAt(warnings: readonly { path: string; message: string }[], path: string): string | undefined {
  return warnings.find((warning) => warning.path === path)?.message;
}
