/**
 * The laws of the house: features from the top down, arrows only downwards, no circles, the kit and the SDK
 * as leaves, plugins that know the kit alone, rules without input or output.
 */

// From the top down; a feature may import only what stands below it.
const FEATURES = [
  'sync',
  'alignment',
  'changes',
  'alerts',
  'tickets',
  'surveys',
  'metrics',
  'assets',
  'processes',
  'services',
  'objectives',
  'teams',
  'references',
  'access',
  'graph',
]
const feature = (name) => `^packages/api/src/${name}/`

const downwards = FEATURES.slice(1).map((name, index) => ({
  name: `${name}-looks-down-only`,
  comment: `${name} stands below ${FEATURES.slice(0, index + 1).join(', ')} and does not know them.`,
  severity: 'error',
  from: { path: feature(name) },
  to: { path: FEATURES.slice(0, index + 1).map(feature) },
}))

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    ...downwards,
    {
      name: 'features-do-not-know-the-house-above',
      severity: 'error',
      from: { path: FEATURES.map(feature) },
      to: {
        path: '^packages/api/src/(main|server|schema|plugins|config-file|print-schema|cli/|http/|graphiql/|work/|plugin-host/)',
      },
    },
    {
      name: 'workers-know-neither-server-nor-command-line',
      comment: 'What runs jobs and plugins stands above the features, and below whatever starts it.',
      severity: 'error',
      from: { path: '^packages/api/src/(work|plugin-host)/' },
      to: { path: '^packages/api/src/(main|server|schema|config-file|print-schema|cli/|http/|graphiql/)' },
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
      name: 'the-kit-is-a-leaf',
      severity: 'error',
      from: { path: '^packages/plugins/kit/' },
      to: { path: '^(db|packages|test)/', pathNot: '^packages/plugins/kit/' },
    },
    {
      name: 'plugins-know-the-kit-alone',
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
      comment: 'A rule decides from what it is given: no database, no schema, no file, no network.',
      severity: 'error',
      from: {
        path: [
          '^packages/api/src/alignment/(weights|strengths|network|frontier|settling|reach|path|impact|dependencies|criticality|coverage|gaps)[.]ts$',
          '^packages/api/src/objectives/progress[.]ts$',
          '^packages/api/src/services/strength[.]ts$',
          '^packages/api/src/assets/(claims|precedence|relation-strength)[.]ts$',
          '^packages/api/src/metrics/samples[.]ts$',
          '^packages/api/src/surveys/(answers|questions)[.]ts$',
          '^packages/api/src/sync/(counts|duplicates|identification|junk|retirement|page)[.]ts$',
        ],
      },
      to: {
        path: ['node_modules/(kysely|pg|@pothos)', 'store[.]ts$', '/graphql[.]ts$', '^(fs|net|http)'],
        pathNot: [],
      },
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
