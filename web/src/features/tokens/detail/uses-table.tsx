import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { EmptyPlace } from '../../../components/empty-place.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { UseRows } from '../../../components/use-rows.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { tokenUsesQuery } from '../token-queries.js';

const texts = tokenTexts.page.uses;

/** Every place that names the token and means it. */
export function UsesTable({ tokenId }: { readonly tokenId: string }) {
  const uses = useQuery(tokenUsesQuery(tokenId));
  if (uses.error) return <ProblemNotice error={uses.error} onRetry={() => void uses.refetch()} />;
  if (!uses.data) return <Skeleton h={160} radius="lg" />;
  if (uses.data.length === 0) return <EmptyPlace title={texts.none} text={texts.noneText} />;
  return <UseRows uses={uses.data} />;
}
