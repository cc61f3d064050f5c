/**
 * Runs saved searches for Latchkey: without "search" it lists them, with it it gives one page of what they find.
 *
 * @NApiVersion 2.1
 * @NScriptType Restlet
 */
define(['N/search'], (search) => {
  /** Everybody's searches that the role of the caller may see. */
  function list() {
    const searches = [];
    const all = search.create({ type: search.Type.SAVED_SEARCH, columns: ['id', 'title', 'recordtype'] });
    const pages = all.runPaged({ pageSize: 1000 });
    for (const { index } of pages.pageRanges) {
      for (const found of pages.fetch({ index }).data) {
        const [id, title, type] = ['id', 'title', 'recordtype'].map((name) => found.getValue({ name }));
        searches.push({ id, title, type });
      }
    }
    return { searches };
  }

  function run(id, index) {
    const saved = search.load({ id });
    // NetSuite keeps no results between calls: without an order of its own a record could come twice or never.
    saved.columns = [search.createColumn({ name: 'internalid', sort: search.Sort.ASC })];
    const pages = saved.runPaged({ pageSize: 1000 });
    const rows = index < pages.pageRanges.length ? pages.fetch({ index }).data : [];
    const records = rows.map((row) => ({ id: String(row.id), type: row.recordType }));
    return { total: pages.count, pages: pages.pageRanges.length, records };
  }

  return { get: ({ search: id, page }) => (id ? run(id, Number(page || 0)) : list()) };
});
