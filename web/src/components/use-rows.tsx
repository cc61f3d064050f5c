import { Table } from '@mantine/core';
import type { TokenUse } from '../api/types.js';
import { tokenTexts } from '../texts/tokens.js';
import { AppName } from './app-name.js';
import { CardTable, cardTableClasses as classes } from './card-table.js';
import { TextLink } from './links.js';

const texts = tokenTexts.page.uses;

/** The places that name an access token, each a row that leads there. */
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
