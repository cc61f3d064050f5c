import { Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { asProblem, type Problem } from '../../api/problem.js';
import { useConfirmation } from '../../components/confirmation.js';
import type { Question } from '../../components/question.js';
import { connectTexts } from '../../texts/connect.js';
import {
  type Accepted,
  type Draft,
  draftDoors,
  type LiveToken,
  liveTokenQuery,
  tokenUsesQuery,
} from './connect-queries.js';

const texts = connectTexts.done;

/** Loaded with the question: most drafts rename nothing. */
const UseRows = lazy(async () => ({ default: (await import('../../components/use-rows.js')).UseRows }));

/** Whether the person takes on what stands in the way; undefined where nobody can. */
type Ask = (problem: Problem) => Promise<Partial<Accepted> | 'kept' | undefined>;

/** What Done refuses at first goes on when a person says so: values that nobody has tried, and a name that is in use. */
export async function finishOrAsk(
  draft: Draft,
  ask: Ask,
  accepted: Accepted = { acceptUnproved: false, force: false },
): Promise<LiveToken | undefined> {
  try {
    return await draftDoors.finish(draft.id, accepted);
  } catch (error) {
    const answer = await ask(asProblem(error));
    if (answer === undefined) throw error;
    return answer === 'kept' ? undefined : finishOrAsk(draft, ask, { ...accepted, ...answer });
  }
}

export function useDoneQuestion({ tokenId = '' }: Draft): Ask {
  const client = useQueryClient();
  const confirm = useConfirmation();
  const renaming = async (): Promise<Question> => {
    const [{ name }, uses] = await Promise.all([
      client.fetchQuery(liveTokenQuery(tokenId)),
      client.fetchQuery({ ...tokenUsesQuery(tokenId), staleTime: 0 }),
    ]);
    const consequences = (
      <Stack gap="sm">
        <Text size="sm">{texts.renameText(uses.length)}</Text>
        <Suspense fallback={null}>
          <UseRows uses={uses} />
        </Suspense>
      </Stack>
    );
    const { renameTitle: title, renameConfirm, renameAcknowledge: acknowledgement } = texts;
    return { title: title(name), consequences, confirm: renameConfirm, acknowledgement };
  };
  return async ({ code }) => {
    if (code === 'draft-not-proved') return (await confirm(UNPROVED)) ? { acceptUnproved: true } : 'kept';
    if (code === 'token-in-use') return (await confirm(await renaming())) ? { force: true } : 'kept';
    return undefined;
  };
}

const UNPROVED: Question = {
  title: texts.unprovedTitle,
  consequences: texts.unproved,
  confirm: texts.unprovedConfirm,
};
