import { Box, List, Stack, Text } from '@mantine/core';
import { CopyField } from '../../components/copy-field.js';
import { TextLink } from '../../components/links.js';
import { NumberedSteps } from '../../components/numbered-steps.js';
import { NewTabMark, OutsideLink } from '../../components/outside-link.js';
import { Panel } from '../../components/panel.js';
import { connectTexts } from '../../texts/connect.js';
import type { Connector, Draft, Method } from './connect-queries.js';

const texts = connectTexts.vendor;

interface VendorPanelProps {
  readonly connector: Connector;
  readonly method: Method;
  readonly draft: Draft;
}

/** The vendor's half of the two-way exchange: what to do there, and what to carry over. */
export function VendorPanel({ connector, method, draft }: VendorPanelProps) {
  const { redirectUri, redirectUriLabel } = draft;
  return (
    <Panel title={texts.title(connector.title)} about={texts.about}>
      <Stack gap="lg">
        {redirectUri !== undefined && redirectUriLabel !== undefined ? (
          <Box>
            <CopyField label={redirectUriLabel} value={redirectUri} />
            <Text size="xs" c="dimmed" mt={6}>
              {texts.redirectHint(redirectUriLabel)}
            </Text>
          </Box>
        ) : null}
        <NumberedSteps steps={method.setup} />
        <Stack gap={6} align="flex-start">
          {/* In a tab of its own, so that the form stays as it is. */}
          <TextLink
            to="/connectors/$key"
            params={{ key: connector.key }}
            target="_blank"
            rel="noopener"
            preload={false}
            size="sm"
          >
            {texts.guide}
            <NewTabMark />
          </TextLink>
          <OutsideLink href={connector.docs}>{texts.docs}</OutsideLink>
        </Stack>
        {method.renewal && method.renewal.facts.length > 0 ? (
          <Box component="section" aria-label={texts.facts}>
            <Text size="sm" fw={550} mb={4}>
              {texts.facts}
            </Text>
            <List size="sm" c="dimmed" spacing={2}>
              {method.renewal.facts.map((fact) => (
                <List.Item key={fact}>{fact}</List.Item>
              ))}
            </List>
          </Box>
        ) : null}
      </Stack>
    </Panel>
  );
}
