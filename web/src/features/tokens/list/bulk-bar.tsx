import { Alert, Button, Group, List, Paper, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConfirmation } from '../../../components/confirmation.js';
import { useMessages } from '../../../components/messages.js';
import { Told } from '../../../components/told.js';
import { problemTexts } from '../../../texts/problems.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { type AccessToken, type BulkItem, tokenDoors } from '../token-queries.js';

const texts = tokenTexts.bulk;
const { list } = tokenTexts;

interface BulkBarProps {
  readonly selected: readonly AccessToken[];
  readonly onClear: () => void;
}

/** What can be done to several tokens at once; each that fails is told by name. */
export function BulkBar({ selected, onClear }: BulkBarProps) {
  const client = useQueryClient();
  const confirm = useConfirmation();
  const { tell, tellProblem } = useMessages();
  const [failed, setFailed] = useState<readonly BulkItem[]>([]);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const ids = selected.map(({ id }) => id);
  const settle = (items: readonly BulkItem[], told: (n: number) => string) => {
    const done = items.filter(({ outcome }) => outcome === 'done').length;
    if (done > 0) tell(told(done));
    setFailed(items.filter(({ problem }) => problem !== undefined));
    onClear();
  };
  const act = useMutation({
    mutationFn: async (run: () => Promise<void>) => {
      setNames(new Map(selected.map(({ id, name }) => [id, name])));
      await run();
    },
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: ['access-tokens'] }),
  });
  const renew = async () => settle((await tokenDoors.renewAll(ids)).items, texts.renewed);
  const remove = async () => {
    const question = { title: texts.removeTitle(ids.length), consequences: texts.removeText, confirm: list.remove };
    if (!(await confirm(question))) return;
    const { items } = await tokenDoors.removeAll(ids, false);
    const used = items.filter(({ problem }) => problem?.code === 'token-in-use').map(({ tokenId }) => tokenId);
    const isForced =
      used.length > 0 &&
      (await confirm({
        title: texts.forceTitle(used.length),
        consequences: `${texts.inUse(used.length)} ${texts.forceText}`,
        confirm: texts.force,
        acknowledgement: texts.acknowledge,
      }));
    const forced = isForced ? (await tokenDoors.removeAll(used, true)).items : [];
    settle([...items.filter(({ tokenId }) => !isForced || !used.includes(tokenId)), ...forced], texts.removed);
  };
  return (
    <>
      {selected.length > 0 ? (
        <Paper
          withBorder
          px="md"
          py="xs"
          bg="var(--surface)"
          role="toolbar"
          aria-label={list.selected(selected.length)}
        >
          <Group gap="xs">
            <Text size="sm" fw={600} me="sm">
              {list.selected(selected.length)}
            </Text>
            <Button size="xs" variant="default" disabled={act.isPending} onClick={() => act.mutate(renew)}>
              {list.renew}
            </Button>
            <Button size="xs" variant="light" color="red" disabled={act.isPending} onClick={() => act.mutate(remove)}>
              {list.remove}
            </Button>
            <Button size="xs" variant="subtle" onClick={onClear}>
              {list.clearSelection}
            </Button>
          </Group>
        </Paper>
      ) : null}
      {failed.length > 0 ? (
        <Alert
          role="alert"
          color="red"
          variant="light"
          title={texts.failed}
          withCloseButton
          closeButtonLabel={problemTexts.dismiss}
          onClose={() => setFailed([])}
        >
          <List size="sm" style={{ overflowWrap: 'anywhere' }}>
            {failed.map(({ tokenId, problem }) => (
              <List.Item key={tokenId}>
                <Told text={texts.failedItem(names.get(tokenId) ?? tokenId, problem?.message ?? '')} />
              </List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
    </>
  );
}
