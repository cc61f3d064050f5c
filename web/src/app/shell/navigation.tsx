import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../../api/session.js';
import {
  AppsIcon,
  CodeIcon,
  KeyIcon,
  PeopleIcon,
  PlugIcon,
  PulseIcon,
  ScrollIcon,
  SendIcon,
} from '../../components/icons.js';
import { NavigationLink } from '../../components/links.js';
import { frameTexts } from '../../texts/frame.js';

const { places, manageCenter, appBuilder } = frameTexts;

/** The two halves of the product, with what the reader's role can reach. */
export function Navigation() {
  const { rights } = useSession();
  const isAdmin = rights.includes('manage-tenant');
  const seesGlobal = rights.includes('manage-global-tokens') || rights.includes('view-global-tokens');
  return (
    <Box p="sm">
      {seesGlobal ? (
        <Section title={manageCenter}>
          <NavigationLink to="/manage/tokens" label={places.tokens} leftSection={<KeyIcon />} />
          <NavigationLink to="/manage/health" label={places.health} leftSection={<PulseIcon />} />
          {isAdmin ? (
            <>
              <NavigationLink to="/manage/users" label={places.users} leftSection={<PeopleIcon />} />
              <NavigationLink to="/manage/keys" label={places.keys} leftSection={<CodeIcon />} />
              <NavigationLink to="/manage/webhooks" label={places.webhooks} leftSection={<SendIcon />} />
              <NavigationLink to="/manage/own-connectors" label={places.ownConnectors} leftSection={<PlugIcon />} />
              <NavigationLink to="/manage/audit" label={places.audit} leftSection={<ScrollIcon />} />
            </>
          ) : null}
        </Section>
      ) : null}
      <Section title={appBuilder}>
        <NavigationLink to="/apps" label={places.apps} leftSection={<AppsIcon />} />
      </Section>
    </Box>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box component="section" mb="lg" aria-label={title}>
      <Text size="xs" fw={600} c="dimmed" px="sm" mb={6} lts="0.04em">
        {title}
      </Text>
      {children}
    </Box>
  );
}
