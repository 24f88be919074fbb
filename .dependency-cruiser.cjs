/**
 * The dependency rules: features in layers that import only lower ones, no circles, the kit and the SDK as leaves,
 * plugins that know only the kit, rules without input or output.
 */

// From the top down; a feature may import only from features below it.
const FEATURES = [
  'sync',
  'batches',
  'alignment',
  'changes',
  'alerts',
  'tickets',
  'costs',
  'commitments',
  'surveys',
  'change-windows',
  'metrics',
  'reasoning',
  'mapping',
  'assets',
  'processes',
  'services',
  'objectives',
  'people',
  'teams',
  'references',
  'search',
  'settings',
  'access',
  'events',
  'graph',
]
const feature = (name) => `^packages/api/src/${name}/`

// The folders of sync, layer by layer, from the top down; a folder may import only from lower layers.
const SYNC = [
  ['webhooks', 'outbox'],
  ['runs', 'merging', 'source-management'],
  ['ingestion'],
  ['retirement'],
  ['reconciliation'],
  ['model'],
  ['entities'],
  ['sources', 'records'],
]
const syncFolder = (name) => `^packages/api/src/sync/${name}/`

const syncLayers = SYNC.flatMap((layer, index) =>
  layer.map((name) => ({
    name: `sync-${name}-imports-only-lower-layers`,
    comment: `sync/${name} imports only from lower layers of sync.`,
    severity: 'error',
    from: { path: syncFolder(name) },
    to: {
      path: SYNC.slice(0, index + 1)
        .flat()
        .filter((other) => other !== name)
        .map(syncFolder),
    },
  })),
)

const downwards = FEATURES.slice(1).map((name, index) => ({
  name: `${name}-imports-only-lower-layers`,
  comment: `${name} stands below ${FEATURES.slice(0, index + 1).join(', ')} and does not import them.`,
  severity: 'error',
  from: { path: feature(name) },
  to: { path: FEATURES.slice(0, index + 1).map(feature) },
}))

// Steps that read and write in the caller's transaction and are named by what they do. A file that is neither
// here nor named by its kind is a rule, and held to it.
const PROCEDURES = [
  '^packages/api/src/access/(audit|entity-writes|links|oidc|tokens)[.]ts$',
  '^packages/api/src/sync/entities/(audit-snapshot|child-entities|efforts|entities|entity-links|entity-writers|kept-records|moved-alerts|metric-samples|metric-series|orphans|references|resolve-references|responses|retire-entities)[.]ts$',
  '^packages/api/src/sync/ingestion/(ingest-page|preview)[.]ts$',
  '^packages/api/src/sync/merging/(merge|pending-records|repoint-rows|unmerge)[.]ts$',
  '^packages/api/src/sync/outbox/(enqueue|lease|process-actions|subject-facts)[.]ts$',
  '^packages/api/src/sync/reconciliation/(canonicalize-identifiers|duplicate-tasks|expired-claims|match-assets|materialize-assets|plan-assets|reconcile-assets|reconcile-relations|refresh-assets|write-assets)[.]ts$',
  '^packages/api/src/sync/records/(dead-letters|ingestion-lock|retried-transaction|source-records)[.]ts$',
  '^packages/api/src/sync/retirement/(adopt-renamed|expire-claims|retire-missing|withdrawn-records)[.]ts$',
  '^packages/api/src/sync/runs/(claim|dry-run|execute|fence|handle-failure|maintenance|postpone|read-scope|replay|request|run)[.]ts$',
  '^packages/api/src/sync/source-management/(manage|remove)[.]ts$',
  '^packages/api/src/sync/sources/(plugin-context|secrets|submitted-secrets)[.]ts$',
  '^packages/api/src/sync/webhooks/(outdated-records|process-deliveries)[.]ts$',
]
const INPUT_AND_OUTPUT = [
  '^packages/api/src/.*(^|[/-])(store|graphql|mutations|query|fields|subscription)[.]ts$',
  ...PROCEDURES,
]
const TESTS = '[.](test|fixture)[.]ts$'

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...downwards,
    ...syncLayers,
    {
      name: 'every-folder-has-its-layer',
      comment: 'A new feature is added to FEATURES before other files import it.',
      severity: 'error',
      from: {},
      to: {
        path: '^packages/api/src/[^/]+/',
        pathNot: [...FEATURES.map(feature), '^packages/api/src/(cli|http|graphiql|pages|work|plugin-host)/'],
      },
    },
    {
      name: 'sync-has-no-loose-files',
      comment: 'Every file of sync is in one of its folders, and every folder has a layer.',
      severity: 'error',
      from: {},
      to: { path: '^packages/api/src/sync/', pathNot: SYNC.flat().map(syncFolder) },
    },
    {
      name: 'sync-source-types-only',
      comment: 'Entities, reconciliation and retirement import only the GraphQL type of a source.',
      severity: 'error',
      from: { path: ['entities', 'reconciliation', 'retirement'].map(syncFolder) },
      to: { path: syncFolder('sources'), pathNot: '^packages/api/src/sync/sources/graphql[.]ts$' },
    },
    {
      name: 'sync-outbox-knows-runs-and-sources',
      comment: 'An action in an external system reads neither claims nor records.',
      severity: 'error',
      from: { path: syncFolder('outbox') },
      to: { path: '^packages/api/src/sync/', pathNot: ['outbox', 'runs', 'sources'].map(syncFolder) },
    },
    {
      name: 'sync-only-maintenance-reaches-down',
      comment:
        'Of runs, only maintenance.ts calls reconciliation and entities; all others go through ingestion.',
      severity: 'error',
      from: { path: syncFolder('runs'), pathNot: '/runs/maintenance[.]ts$' },
      to: { path: ['reconciliation', 'model', 'entities'].map(syncFolder) },
    },
    {
      name: 'sync-from-outside',
      comment: 'Code outside sync imports its runs, sources, their management, and the two processors.',
      severity: 'error',
      from: {
        path: '^packages/api/src/',
        pathNot: ['^packages/api/src/sync/', '^packages/api/src/schema[.]ts$'],
      },
      to: {
        path: '^packages/api/src/sync/',
        pathNot: [
          ...['sources', 'source-management', 'runs'].map(syncFolder),
          '^packages/api/src/sync/records/counts[.]ts$',
          '^packages/api/src/sync/webhooks/process-deliveries[.]ts$',
          '^packages/api/src/sync/outbox/process-actions[.]ts$',
        ],
      },
    },
    {
      name: 'features-do-not-import-entry-points',
      severity: 'error',
      from: { path: FEATURES.map(feature) },
      to: {
        path: '^packages/api/src/(main|server|schema|plugins|config-file|print-schema|print-access|cli/|http/|graphiql/|pages/|work/|plugin-host/)',
      },
    },
    {
      name: 'workers-know-neither-server-nor-command-line',
      comment:
        'The worker and the plugin host are above the features, and below the entry points that start them.',
      severity: 'error',
      from: { path: '^packages/api/src/(work|plugin-host)/' },
      to: {
        path: '^packages/api/src/(main|server|schema|config-file|print-schema|print-access|cli/|http/|graphiql/|pages/)',
      },
    },
    {
      name: 'the-plugin-host-knows-no-feature',
      severity: 'error',
      from: { path: '^packages/api/src/plugin-host/' },
      to: { path: FEATURES.map(feature) },
    },
    {
      name: 'graphiql-knows-no-feature',
      severity: 'error',
      from: { path: '^packages/api/src/graphiql/' },
      to: { path: '^packages/api/src/(?!graphiql/)' },
    },
    {
      name: 'pages-know-no-feature',
      comment: 'Pages and reports ask the schema; they have no second way to the data.',
      severity: 'error',
      from: { path: '^packages/api/src/pages/' },
      to: { path: '^packages/api/src/(?!pages/)' },
    },
    {
      name: 'the-kit-is-a-leaf',
      severity: 'error',
      from: { path: '^packages/plugins/kit/' },
      to: { path: '^(db|packages|test)/', pathNot: '^packages/plugins/kit/' },
    },
    {
      name: 'plugins-import-only-the-kit',
      severity: 'error',
      from: { path: '^packages/plugins/(?!kit/)([^/]+)/' },
      to: { path: '^(db|packages|test)/', pathNot: ['^packages/plugins/kit/', '^packages/plugins/$1/'] },
    },
    {
      name: 'one-file-names-the-plugins',
      severity: 'error',
      from: {
        path: '^(db|packages/api|packages/sdk)/',
        pathNot: ['^packages/api/src/plugins[.]ts$', '^packages/api/test/'],
      },
      to: { path: '^packages/plugins/(?!kit/)' },
    },
    {
      name: 'the-sdk-is-a-leaf',
      severity: 'error',
      from: { path: '^packages/sdk/' },
      to: { path: '^(db|packages|test)/', pathNot: '^packages/sdk/' },
    },
    {
      name: 'the-database-package-is-a-leaf',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: '^(packages|test)/' },
    },
    {
      name: 'rules-are-pure',
      comment:
        'A file of a feature computes only from its arguments: no database, no schema, no file, no network, unless its name says store, graphql, mutations, query, fields or subscription, or PROCEDURES has it.',
      severity: 'error',
      from: {
        path: FEATURES.filter((name) => name !== 'graph').map(feature),
        pathNot: [...INPUT_AND_OUTPUT, TESTS],
      },
      to: {
        path: [
          'node_modules/(kysely|pg|pg-boss|undici|@pothos)/',
          '^(node:)?(fs|net|http|https|child_process|worker_threads|dns)(/|$)',
          '^packages/api/src/graph/builder[.]ts$',
        ],
      },
    },
    {
      name: 'rules-call-no-procedure',
      comment: 'A rule may import the types of a procedure, but not call it.',
      severity: 'error',
      from: {
        path: FEATURES.filter((name) => name !== 'graph').map(feature),
        pathNot: [...INPUT_AND_OUTPUT, TESTS],
      },
      to: { path: INPUT_AND_OUTPUT, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-dead-ends',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: ['[.](test|fixture)[.]ts$', '/test/', '^test/'] },
      to: { path: ['[.](test|fixture)[.]ts$', '^packages/api/test/', '^test/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/fixtures/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
