import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CardTable, cardTableClasses as classes } from '../../../components/card-table.js';
import { EmptyPlace } from '../../../components/empty-place.js';
import { TextLink } from '../../../components/links.js';
import { ProblemNotice } from '../../../components/problem-notice.js';
import { tokenTexts } from '../../../texts/tokens.js';
import { type TokenUse, tokenUsesQuery } from '../token-queries.js';
import { AppName } from './namesakes.js';

const texts = tokenTexts.page.uses;

/** Every place that names the token and means it. */
export function UsesTable({ tokenId }: { readonly tokenId: string }) {
  const uses = useQuery(tokenUsesQuery(tokenId));
  if (uses.error) return <ProblemNotice error={uses.error} onRetry={() => void uses.refetch()} />;
  if (!uses.data) return <Skeleton h={160} radius="lg" />;
  if (uses.data.length === 0) return <EmptyPlace title={texts.none} text={texts.noneText} />;
  return <UseRows uses={uses.data} />;
}

export function UseRows({ uses }: { readonly uses: readonly TokenUse[] }) {
  return (
    <CardTable label={texts.label} columns={[texts.app, texts.version, texts.step]}>
      {uses.map((use) => (
        <Table.Tr key={`${use.appId} ${use.processId} ${use.version} ${use.lookup} ${use.stepPath}`}>
          <Table.Td className={classes.name}>
            <UseLink use={use} />
          </Table.Td>
          <Table.Td data-label={texts.version}>{use.version ?? '–'}</Table.Td>
          <Table.Td data-label={texts.step} data-wide className={classes.name}>
            {placeIn(use)}
          </Table.Td>
        </Table.Tr>
      ))}
    </CardTable>
  );
}

function UseLink({ use: { appId, processId, lookup } }: { readonly use: TokenUse }) {
  const name = <AppName appId={appId} />;
  if (lookup !== undefined) {
    return (
      <TextLink to="/apps/$appId/lookups/$lookup" params={{ appId, lookup }} size="sm">
        {name}
      </TextLink>
    );
  }
  if (processId === undefined) {
    return (
      <TextLink to="/apps/$appId" params={{ appId }} size="sm">
        {name}
      </TextLink>
    );
  }
  return (
    <TextLink to="/apps/$appId/processes/$processId" params={{ appId, processId }} size="sm">
      {name}
    </TextLink>
  );
}

function placeIn({ processId, lookup, stepPath }: TokenUse): string {
  if (lookup !== undefined) return texts.lookup(lookup);
  return processId === undefined ? texts.declared : stepPath;
}
