/**
 * The floor plan as law: who may import whom. Type-only imports count, because a type that is kept upstairs ties the
 * floors together as firmly as a function does.
 */

/** The rooms of src/modules from top to bottom. A room may import its neighbours on the storey and every storey below. */
const MODULE_STOREYS = [
  ['issuance', 'lookups'],
  ['resolution'],
  ['renewal'],
  ['forecast'],
  ['tokens', 'webhooks', 'users'],
  ['apps', 'own-connectors'],
  ['tenants', 'audit', 'api', 'events', 'alerts', 'figures'],
  ['callers', 'usage', 'metrics'],
  ['vault'],
  ['database'],
];

/** The rooms of src/connectors that stand on top of each other; catalog stands beside them. */
const CONNECTOR_STOREYS = [['calls'], ['schemes'], ['wire'], ['contract']];

const anyOf = (names) => `(${names.join('|')})`;

/** For each storey, forbids every import from it to a storey above it. */
const downOnly = (wing, storeys) =>
  storeys.slice(1).map((storey, index) => ({
    name: `${wing}-imports-go-down`,
    comment: `In src/${wing}, ${storey.join(', ')} may not import ${storeys
      .slice(0, index + 1)
      .flat()
      .join(', ')}: imports only go down.`,
    severity: 'error',
    from: { path: `^src/${wing}/${anyOf(storey)}/` },
    to: { path: `^src/${wing}/${anyOf(storeys.slice(0, index + 1).flat())}/` },
  }));

/** A forbidden road with the sentence that explains it. */
const law = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const OURS = '^(src|sandbox|test|bench|web|scripts)/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    law('no-circles', 'Two files that need each other are one file, or a third is missing.', {}, { circular: true }),
    law(
      'no-lost-files',
      'A file that imports nothing and that nobody imports is not part of the house, unless a command starts it.',
      { orphan: true, pathNot: ['(^|/)main\\.tsx?$', '\\.d\\.ts$', '^(test|bench|scripts)/'] },
      {},
    ),
    law(
      'no-dead-ends',
      'Every import leads to something that exists.',
      {},
      { couldNotResolve: true, pathNot: ['(^|/)dist/', '^virtual:'] },
    ),
    law(
      'no-hidden-packages',
      'A package that is imported stands in package.json, once.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    law(
      'no-tools-in-the-product',
      'What runs for a customer needs no development package.',
      { path: '^(src|sandbox)/' },
      { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    ),
    law(
      'no-nameless-rooms',
      'A thing without a room has no name yet: no index files in src, and no utils, helpers, common, shared, lib or misc.',
      { path: OURS },
      { path: ['^src/.*/index\\.ts$', '/(utils?|helpers?|common|shared|lib|misc)(/|\\.)'], pathNot: 'node_modules' },
    ),

    law(
      'kernel-stands-alone',
      'The kernel is the ground floor and imports nothing of ours.',
      { path: '^src/kernel/' },
      {
        path: OURS,
        pathNot: '^src/kernel/',
      },
    ),
    law(
      'src-stands-alone',
      'The product knows neither its tests nor its stand-in vendors.',
      { path: '^src/' },
      {
        path: OURS,
        pathNot: '^src/',
      },
    ),
    law(
      'sandbox-stands-alone',
      'A stand-in vendor shares no code with the product, or it would share its mistakes.',
      { path: '^sandbox/' },
      { path: OURS, pathNot: '^sandbox/' },
    ),
    law(
      'web-talks-http',
      'The screens talk HTTP and import nothing of the server.',
      { path: '^web/' },
      {
        path: OURS,
        pathNot: '^web/',
      },
    ),
    law(
      'features-do-not-know-each-other',
      'A feature of the screens imports no other feature; the app puts them together.',
      { path: '^web/src/features/([^/]+)/' },
      { path: '^web/src/features/', pathNot: '^web/src/features/$1/' },
    ),
    law(
      'screens-import-down',
      'In the screens the app knows the features, features the components, components the API and the texts.',
      { path: '^web/src/(features|components|api|texts)/' },
      { path: '^web/src/app/' },
    ),
    law(
      'components-know-no-feature',
      'What many pages use belongs to none.',
      { path: '^web/src/(components|api|texts)/' },
      { path: '^web/src/features/' },
    ),
    law(
      'bench-comes-in-by-the-front-door',
      'A benchmark measures what a customer meets, so it uses no test set-up.',
      { path: '^bench/' },
      { path: '^(test|web|scripts)/' },
    ),
    law(
      'only-the-entrance-is-above-the-wings',
      'Nobody imports main.ts or app.module.ts: they are the start and the list of modules.',
      { path: '^src/', pathNot: '^src/[^/]+\\.ts$' },
      { path: '^src/[^/]+\\.ts$' },
    ),

    law(
      'known-rooms',
      'A new room in src/modules gets its storey in this file first.',
      { path: '^src/' },
      { path: '^src/modules/', pathNot: `^src/modules/${anyOf(MODULE_STOREYS.flat())}/` },
    ),
    ...downOnly('modules', MODULE_STOREYS),
    law(
      'modules-stand-below-workflows',
      'The modules know no process, step or run.',
      { path: '^src/modules/' },
      { path: '^src/workflows/' },
    ),
    law(
      'runtime-knows-only-the-kernel',
      'The interpreter states what it needs in its ports and imports only the kernel.',
      { path: '^src/workflows/runtime/' },
      { path: OURS, pathNot: '^src/(workflows/runtime|kernel)/' },
    ),

    law(
      'connectors-stand-below-modules',
      'The wing of the connectors knows neither modules nor workflows.',
      { path: '^src/connectors/' },
      { path: '^src/(modules|workflows)/' },
    ),
    law(
      'one-door-to-the-connectors',
      'Modules and workflows enter the wing by connectors.service.ts and speak the types of contract/.',
      { path: '^src/(modules|workflows)/' },
      { path: '^src/connectors/', pathNot: '^src/connectors/(contract/|connectors\\.(service|module)\\.ts$)' },
    ),
    law(
      'wiring-is-for-module-files',
      'connectors.module.ts is imported only where Nest modules are put together.',
      { path: '^src/(modules|workflows)/', pathNot: '\\.module\\.ts$' },
      { path: '^src/connectors/connectors\\.module\\.ts$' },
    ),
    ...downOnly('connectors', CONNECTOR_STOREYS),
    law(
      'rooms-do-not-look-at-the-door',
      'Schemes, wire, contract and catalog do not import the files that put the wing together.',
      { path: '^src/connectors/[^/]+/' },
      { path: '^src/connectors/[^/]+\\.ts$' },
    ),
    law(
      'the-catalogue-is-data',
      'Only the files that put the wing together read the catalogue; behaviour knows no vendor.',
      { path: '^src/connectors/[^/]+/', pathNot: '^src/connectors/catalog/' },
      { path: '^src/connectors/catalog/' },
    ),
    law(
      'a-connector-states-facts',
      'A connector imports the contract and @nestjs/common: no fetch, no clock, no storage, no package.',
      { path: '^src/connectors/catalog/' },
      { path: '.', pathNot: ['^src/connectors/(catalog|contract)/', 'node_modules/@nestjs/common/'] },
    ),
    law(
      'a-connector-knows-no-other',
      'A connector does not import another connector; what those of one vendor share is in platforms.',
      { path: '^src/connectors/catalog/([a-z0-9-]+)', pathNot: '^src/connectors/catalog/(catalog|listing)\\.ts$' },
      { path: '^src/connectors/catalog/', pathNot: '^src/connectors/catalog/($1[./]|platforms/)' },
    ),
    law(
      'a-connector-knows-no-neighbour',
      'Connectors share a folder because they belong to one field of work, not to lean on each other.',
      { path: '^src/connectors/catalog/.*\\.connector\\.ts$' },
      { path: '^src/connectors/catalog/.*\\.connector\\.ts$' },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|data|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
