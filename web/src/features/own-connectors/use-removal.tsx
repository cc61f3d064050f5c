import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useConfirmation } from '../../components/confirmation.js';
import { useMessages } from '../../components/messages.js';
import { ownConnectorTexts } from '../../texts/own-connectors.js';
import {
  described,
  type OwnConnector,
  ownConnectorDoors,
  ownConnectorQuery,
  refreshOwnConnector,
  tokensOfQuery,
} from './own-connector-queries.js';
import { TokenLinks } from './token-links.js';

const { page: texts } = ownConnectorTexts;

/** Removes a connector after it was said which access tokens stand on it. */
export function useRemoval(connector: OwnConnector, etag: string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const confirm = useConfirmation();
  const { tell } = useMessages();
  const { key } = connector;
  const { title } = described(connector);
  return useMutation({
    mutationFn: async () => {
      const tokens = await client.fetchQuery({ ...tokensOfQuery(key), staleTime: 0 });
      const isUsed = tokens.length > 0;
      const isConfirmed = await confirm({
        title: texts.removeTitle(title),
        consequences: (
          <Stack gap="sm">
            <Text size="sm">{texts.removeText}</Text>
            {isUsed ? (
              <Text size="sm" component="div">
                {texts.removeUsed(tokens.length)} <TokenLinks tokens={tokens} />
              </Text>
            ) : null}
          </Stack>
        ),
        confirm: texts.remove,
        ...(isUsed ? { acknowledgement: texts.removeAcknowledge } : {}),
      });
      if (!isConfirmed) return;
      await ownConnectorDoors.remove(key, { etag, isForced: isUsed });
      tell(texts.removed(title));
      await navigate({ to: '/manage/own-connectors', ignoreBlocker: true });
      client.removeQueries({ queryKey: ownConnectorQuery(key).queryKey });
      await refreshOwnConnector(client, key);
    },
  });
}
