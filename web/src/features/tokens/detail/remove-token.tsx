import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useConfirmation } from '../../../components/confirmation.js';
import { useMessages } from '../../../components/messages.js';
import { UseRows } from '../../../components/use-rows.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { type AccessToken, type TokenUse, tokenUsesQuery } from '../token-queries.js';

const texts = tokenTexts.page;

/** Removes a token after it was said what that means, with every use. */
export function useRemoval(token: AccessToken, onRemove: (force: boolean) => Promise<void>) {
  const client = useQueryClient();
  const confirm = useConfirmation();
  const { tellProblem } = useMessages();
  return useMutation({
    mutationFn: async () => {
      const uses = await client.fetchQuery({ ...tokenUsesQuery(token.id), staleTime: 0 });
      const isConfirmed = await confirm({
        title: texts.removeTitle(token.name),
        consequences: <Consequences uses={uses} />,
        confirm: texts.remove,
        ...(uses.length > 0 ? { acknowledgement: texts.removeAcknowledge } : {}),
      });
      if (isConfirmed) await onRemove(uses.length > 0);
    },
    onError: tellProblem,
  });
}

function Consequences({ uses }: { readonly uses: readonly TokenUse[] }) {
  return (
    <Stack gap="sm">
      <Text size="sm">{texts.removeText}</Text>
      {uses.length > 0 ? (
        <>
          <Text size="sm" fw={550}>
            {texts.removeUsed(uses.length)}
          </Text>
          <UseRows uses={uses} />
        </>
      ) : null}
    </Stack>
  );
}
