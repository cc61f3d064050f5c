import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

type Rows = readonly Readonly<Record<string, string>>[];
interface Script {
  get(parameters: Readonly<Record<string, string>>): unknown;
}

const SOURCE = readFileSync(new URL('../../../docs/examples/netsuite-saved-searches.js', import.meta.url), 'utf8');
const SEARCHES = [{ id: 'customsearch_due', title: 'Due', recordtype: 'Invoice' }];

/** What the script asks of N/search, as Oracle documents it: at most 1,000 rows a page, counted from 0. */
class SearchModule {
  readonly Type = { SAVED_SEARCH: 'SavedSearch' };
  readonly Sort = { ASC: 'ASC' };

  constructor(private readonly found: Rows) {}

  create({ type }: { type: string }) {
    if (type !== this.Type.SAVED_SEARCH) throw new Error('INVALID_SRCH_TYPE');
    return { runPaged: (options: { pageSize: number }) => paged(SEARCHES, options) };
  }

  createColumn(column: { name: string; sort: string }) {
    return column;
  }

  load({ id }: { id: string }) {
    if (id !== SEARCHES[0]?.id) throw new Error('INVALID_SEARCH');
    const { found } = this;
    return {
      columns: [] as { name: string; sort: string }[],
      runPaged(options: { pageSize: number }) {
        expect(this.columns).toEqual([{ name: 'internalid', sort: 'ASC' }]);
        return paged(found, options);
      },
    };
  }
}

function paged(rows: Rows, { pageSize }: { pageSize: number }) {
  const pageRanges = Array.from({ length: Math.ceil(rows.length / pageSize) }, (_, index) => ({ index }));
  const fetch = ({ index }: { index: number }) => {
    if (pageRanges[index] === undefined) throw new Error('INVALID_PAGE_RANGE');
    const data = rows.slice(index * pageSize, (index + 1) * pageSize);
    return { data: data.map((row) => ({ ...row, getValue: ({ name }: { name: string }) => row[name] })) };
  };
  return { count: rows.length, pageRanges, fetch };
}

function loaded(found: Rows): Script {
  const scripts: Script[] = [];
  const define = (_modules: readonly string[], make: (search: SearchModule) => Script) => {
    scripts.push(make(new SearchModule(found)));
  };
  runInContext(SOURCE, createContext({ define }));
  const [script] = scripts;
  if (script === undefined) throw new Error('The script defines nothing.');
  return script;
}

/** Our half of a saved search runs in NetSuite; here it runs in what Oracle documents of its modules. */
describe('The script for saved searches', () => {
  const found = Array.from({ length: 1_001 }, (_, index) => ({ id: String(index + 1), recordType: 'invoice' }));

  it('lists the searches that people have saved', () => {
    expect(JSON.parse(JSON.stringify(loaded([]).get({ script: '1', deploy: '1' })))).toEqual({
      searches: [{ id: 'customsearch_due', title: 'Due', type: 'Invoice' }],
    });
  });

  it('gives what a search finds page by page, in an order of its own', () => {
    const script = loaded(found);
    const pages = ['0', '1'].map((page) => script.get({ search: 'customsearch_due', page }));
    const [first, second] = JSON.parse(JSON.stringify(pages));
    expect([first.total, first.pages, first.records.length]).toEqual([1_001, 2, 1_000]);
    expect(second.records).toEqual([{ id: '1001', type: 'invoice' }]);
  });

  it('finds nothing without a page', () => {
    expect(loaded([]).get({ search: 'customsearch_due' })).toEqual({ total: 0, pages: 0, records: [] });
  });
});
