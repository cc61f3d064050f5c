import type { NetsuiteDesk } from '../desk.js';
import { parseFilter } from '../records/record-filter.js';
import { rowsOf } from '../records/record-store.js';

/** The script that docs/netsuite-saved-searches.md has people deploy, as its page of NetSuite names it. */
export const SAVED_SEARCHES_SCRIPT = 'customscript_latchkey_searches';

/** The smallest that N/search knows; clients must not count on a size. */
const PAGE_SIZE = 5;

/** Searches that people have saved, in every account. */
const SAVED_SEARCHES = [
  { id: 'customsearch_clinics', title: 'Clinics', type: 'customer', filter: 'companyName CONTAIN "Clinic"' },
  { id: 'customsearch_all_customers', title: 'All customers', type: 'customer', filter: null },
] as const;

/** Without `search` the list of them; with it one page of the records that meet it. Undefined when there is no such search. */
export function answerSavedSearch(
  { search, page = '0' }: Readonly<Record<string, string>>,
  account: string,
  desk: NetsuiteDesk,
): unknown {
  if (search === undefined) return { searches: SAVED_SEARCHES.map(({ id, title, type }) => ({ id, title, type })) };
  const saved = SAVED_SEARCHES.find(({ id }) => id === search);
  if (saved === undefined) return undefined;
  const meets = parseFilter(saved.filter);
  if (typeof meets === 'string') throw new Error(meets);
  const ids = rowsOf(desk.state.data.records, account, saved.type)
    .filter(meets)
    .map(({ id }) => String(id));
  const start = Number(page) * PAGE_SIZE;
  const pages = Math.ceil(ids.length / PAGE_SIZE);
  const records = ids.slice(start, start + PAGE_SIZE).map((id) => ({ id, type: saved.type }));
  return { total: ids.length, pages, records };
}
