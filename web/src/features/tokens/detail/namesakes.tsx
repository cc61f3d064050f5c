import { Alert, Group, Text } from '@mantine/core';
import { AppName } from '../../../components/app-name.js';
import { TextLink } from '../../../components/links.js';
import { tokenTexts } from '../../../texts/tokens.js';
import type { AccessToken } from '../token-queries.js';

const texts = tokenTexts.page;

/** Tokens of the same name elsewhere: which one an app means is said on both. */
export function Namesakes({ token: { hides, hiddenBy } }: { readonly token: AccessToken }) {
  if (hides) {
    return (
      <Alert color="yellow" variant="light">
        <Text size="sm">
          {texts.hidesText}{' '}
          <TextLink to="/manage/tokens/$tokenId" params={{ tokenId: hides.id }} size="sm">
            {texts.hidesLink}
          </TextLink>
        </Text>
      </Alert>
    );
  }
  if (hiddenBy.length === 0) return null;
  return (
    <Alert color="yellow" variant="light">
      <Text size="sm">{texts.hiddenText}</Text>
      <Group gap="sm" mt={4}>
        {hiddenBy.map(({ id, scope }) => (
          <TextLink key={id} to="/apps/$appId/tokens/$tokenId" params={{ appId: scope, tokenId: id }} size="sm">
            <AppName appId={scope} />
          </TextLink>
        ))}
      </Group>
    </Alert>
  );
}
