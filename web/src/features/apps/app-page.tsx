import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { type Tab, Tabs } from '../../components/tabs.js';
import { appsTexts as texts } from '../../texts/apps.js';
import { frameTexts } from '../../texts/frame.js';
import { type AppKind, appQuery } from './app-queries.js';

const TOKENS: Tab = { to: '/apps/$appId/tokens', label: texts.tabs.tokens };
const PROCESSES: Tab = { to: '/apps/$appId/processes', label: texts.tabs.processes };
const RUNS: Tab = { to: '/apps/$appId/runs', label: texts.tabs.runs };
const LOOKUPS: Tab = { to: '/apps/$appId/lookups', label: texts.tabs.lookups };
const KEYS: Tab = { to: '/apps/$appId/keys', label: texts.tabs.keys };
const SETTINGS: Tab = { to: '/apps/$appId/settings', label: texts.tabs.settings };

const PARTS: Readonly<Record<AppKind, readonly Tab[]>> = {
  'process-based': [TOKENS, PROCESSES, RUNS, KEYS, SETTINGS],
  'form-based': [TOKENS, LOOKUPS, KEYS, SETTINGS],
};

/** One app: its name, and its parts as tabs. */
export function AppPage() {
  const { appId } = useParams({ from: '/house/apps/$appId' });
  const { body: app } = useSuspenseQuery(appQuery(appId)).data;
  useEffect(() => {
    document.title = `${app.name} · ${frameTexts.product}`;
  }, [app.name]);
  return (
    <Stack gap="lg">
      <div>
        <Group gap="sm" align="center">
          <Title order={1} style={{ overflowWrap: 'anywhere' }}>
            {app.name}
          </Title>
          <Badge variant="default">{texts.kinds[app.kind].name}</Badge>
        </Group>
        <Text c="dimmed" size="sm" mt={4}>
          {texts.kinds[app.kind].about}
        </Text>
      </div>
      <Tabs label={texts.tabs.label} tabs={PARTS[app.kind]} params={{ appId }} />
      <Outlet />
    </Stack>
  );
}
