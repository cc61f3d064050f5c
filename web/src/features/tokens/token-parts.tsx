import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { PermissionsPanel } from './detail/permissions-panel.js';
import { RenewalsTable } from './detail/renewals-table.js';
import { TokenOverview } from './detail/token-overview.js';
import { UsesTable } from './detail/uses-table.js';
import { GLOBAL, tokenQuery } from './token-queries.js';

/** The parts of a token's page, each at an address of its own. */
export function TokenOverviewPart() {
  return <TokenOverview token={useToken()} />;
}

export function TokenUsesPart() {
  return <UsesTable tokenId={useToken().id} />;
}

export function TokenRenewalsPart() {
  return <RenewalsTable tokenId={useToken().id} />;
}

export function TokenPermissionsPart() {
  return <PermissionsPanel isGlobal={useToken().scope === GLOBAL} />;
}

function useToken() {
  const { tokenId = '' } = useParams({ strict: false });
  return useSuspenseQuery(tokenQuery(tokenId)).data;
}
