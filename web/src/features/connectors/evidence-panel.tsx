import { Badge, List, Stack, Text } from '@mantine/core';
import { OutsideLink } from '../../components/outside-link.js';
import { Panel } from '../../components/panel.js';
import { connectorTexts } from '../../texts/connectors.js';
import type { Evidence } from './guide-queries.js';

const texts = connectorTexts.evidence;

/** How the facts of the page are known, and where they can be looked up. */
export function EvidencePanel({ evidence: { verified, community, sources } }: { readonly evidence: Evidence }) {
  return (
    <Panel title={texts.title} actions={community ? <Badge variant="default">{texts.mark}</Badge> : null}>
      <Stack gap="md">
        <Text size="sm">{verified.length > 0 ? texts.verified : texts.nothing}</Text>
        {verified.length > 0 ? (
          <List size="sm" spacing={2}>
            {verified.map((fact) => (
              <List.Item key={fact}>{texts.facts[fact]}</List.Item>
            ))}
          </List>
        ) : null}
        <Text size="sm">
          {community ? `${texts.community} ` : ''}
          {texts.rest}
        </Text>
        {sources.length > 0 ? (
          <List size="sm" spacing={4} listStyleType="none" aria-label={texts.sources}>
            {sources.map((source) => (
              <List.Item key={source}>
                <OutsideLink href={source}>{source.replace(/^https:\/\//, '')}</OutsideLink>
              </List.Item>
            ))}
          </List>
        ) : null}
      </Stack>
    </Panel>
  );
}
