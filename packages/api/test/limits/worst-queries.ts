const ids = Array.from({ length: 100 }, () => '"service_01a00000-0000-7000-8000-000000000000"').join(' ')
const refs = Array.from({ length: 100 }, () => '{ id: "service_01a00000-0000-7000-8000-000000000000" }').join(
  ' ',
)

function times(count: number, write: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => write(index)).join(' ')
}

/** `services { nodes { assets { nodes { services …`, as deep as asked. */
function alternating(levels: number, page: string): string {
  const below = (level: number): string => {
    if (level === levels) return 'id'
    const field = level % 2 === 0 ? 'services' : 'assets'
    return `${field}${page} { totalCount nodes { id name ${below(level + 1)} } }`
  }
  return `{ ${below(0)} }`
}

/** The dearest questions that a short document can ask, by what each of them repeats. */
export const worstQueries: Readonly<Record<string, string>> = {
  'services and their assets in turn, six levels of 100': alternating(6, '(first: 100)'),
  'services and their assets in turn, eight levels of 20': alternating(8, ''),
  'counts of every relation of 100 assets of 100 services': `{ services(first: 100) { nodes { assets(first: 100) { nodes {
    services { totalCount } metrics { totalCount } relations { totalCount } incomingRelations { totalCount }
    changes { totalCount } tickets { totalCount } alerts { totalCount } } } } } }`,
  'a series of 1,000 buckets of 100 metrics': `{ metrics(first: 100) { nodes { series(
    from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z", buckets: 1000) { start value } } } }`,
  'thirty aliases of 100 services with their assets': `{ ${times(30, (n) => `a${n}: services(first: 100) { nodes { id assets { nodes { id } } } }`)} }`,
  '100 nodes by id with 100 assets each': `{ nodes(ids: [${ids}]) { ... on Service { assets(first: 100) { nodes { id services { nodes { id } } } } } } }`,
  'criticality of 100 services and of 100 assets of each': `{ services(first: 100) { nodes { criticality(exact: true) { valueAtRisk }
    assets(first: 100) { nodes { criticality(exact: true) { valueAtRisk } } } } } }`,
  'fragments that spread fragments': `{ services(first: 50) { nodes { ...A } } }
    fragment A on Service { dependsOn(first: 50) { nodes { ...B } } dependents(first: 50) { nodes { ...B } } }
    fragment B on Service { dependsOn(first: 50) { nodes { ...C } } dependents(first: 50) { nodes { ...C } } }
    fragment C on Service { dependsOn(first: 50) { nodes { id } } dependents(first: 50) { nodes { id } } }`,
  'ten aliases of the edges of one page, twice': `{ services(first: 50) { ${times(10, (n) => `e${n}: edges { node { assets(first: 50) { ${n === 0 ? times(10, (m) => `f${m}: edges { cursor }`) : 'edges { cursor }'} } } }`)} } }`,
  'progress of 100 objectives below each of 100': `{ objectives(first: 100) { nodes { children(first: 100) { nodes {
    progress { value } keyResults { nodes { current } } } } } } }`,
  'impact, with the path to each of 100 nodes and the neighbours of every step': `{ impact(of: [${refs}]) {
    affected(first: 100) { edges { path { node { ... on Service { assets { nodes { id owner { id } } } } ... on Asset { services { nodes { id owner { id } } } } } } } } } }`,
}
