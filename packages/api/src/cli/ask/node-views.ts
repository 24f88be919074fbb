import { NAMED, type NamedNode } from './words.ts'

/** How a type of node is shown. */
interface View {
  /** Fields of the type itself. */
  readonly facts: string
  readonly lists: readonly NeighbourList[]
}

/** Fields that lead to neighbours, in one table. */
interface NeighbourList {
  readonly title: string
  /** By field: what to select of it. */
  readonly fields: Readonly<Record<string, string>>
}

/** A neighbour with the link to it. */
export interface Neighbour {
  readonly node: NamedNode & { readonly criticality?: { readonly level: string } }
  readonly link: string
  readonly strength: number | null
}

const CRITICALITY = 'criticality { level valueAtRisk computedAt }'
const OWNER = 'owner { ...named }'
const REFERENCES = 'externalReferences(first: 20) { totalCount nodes { source externalId } }'

const rows = (weight: string, link = '') =>
  `(first: $first) { totalCount edges { ${weight} node { ...neighbour ${link} } } }`
const nodes = '(first: $first) { totalCount nodes { ...neighbour } }'
const relations = (end: 'from' | 'to') =>
  `(first: $first) { totalCount nodes { kind strength ${end} { ...neighbour } } }`

/** By type. Types that are not here are shown by their type, ID and name. */
export const SHOWN: Readonly<Record<string, View>> = {
  Alert: {
    facts: `severity status startsAt endsAt source { ...named } description ${REFERENCES}`,
    lists: [{ title: 'About', fields: { services: nodes, assets: nodes } }],
  },
  Asset: {
    facts: `kind lifecycle environment ${OWNER} ${CRITICALITY} costPerMonth { amount currency } mergedInto { ...named }
      firstSeenAt lastSeenAt retiredAt identifiers(first: 20) { totalCount nodes { kind value } } ${REFERENCES}`,
    lists: [
      { title: 'Supports', fields: { services: rows('strength'), incomingRelations: relations('from') } },
      { title: 'Rests on', fields: { relations: relations('to') } },
    ],
  },
  Change: {
    facts: `type status outcome plannedStart plannedEnd actualStart actualEnd implementingTeam { ...named } requester
      description ${REFERENCES}`,
    lists: [{ title: 'Changes', fields: { services: nodes, assets: nodes } }],
  },
  KeyResult: {
    facts: `kind progress { value } start current target keepAbove keepBelow periodUnit unit weight metric { ...named }
      slo { ...named } scoreMeasure scoreAspect scoreService { ...named } objective { ...named }`,
    lists: [],
  },
  Metric: {
    facts: `kind unit latest { at value } objective { ...named } service { ...named } asset { ...named } ${REFERENCES}`,
    lists: [],
  },
  Objective: {
    facts: `status weight startsOn endsOn ${OWNER} progress { value } parent { ...named } benefit description ${REFERENCES}`,
    lists: [
      { title: 'Measured by', fields: { keyResults: nodes } },
      { title: 'Made of', fields: { children: nodes } },
      { title: 'Rests on', fields: { services: rows('share'), processes: rows('share') } },
    ],
  },
  Person: { facts: `active ${REFERENCES}`, lists: [{ title: 'Member of', fields: { teams: nodes } }] },
  Process: {
    facts: `${OWNER} description ${REFERENCES}`,
    lists: [
      { title: 'Supports', fields: { objectives: rows('share') } },
      { title: 'Rests on', fields: { services: rows('strength') } },
    ],
  },
  RedundancyGroup: { facts: 'minAvailable service { ...named }', lists: [] },
  Service: {
    facts: `kind lifecycle ${OWNER} ${CRITICALITY} description ${REFERENCES}`,
    lists: [
      {
        title: 'Supports',
        fields: { objectives: rows('share'), processes: rows('strength'), dependents: rows('strength') },
      },
      { title: 'Rests on', fields: { dependsOn: rows('strength'), assets: rows('strength') } },
    ],
  },
  Source: { facts: 'plugin status statusReason schedule timeZone lastSuccessAt lagSeconds', lists: [] },
  Survey: { facts: `subject template service { ...named } opensAt closesAt ${REFERENCES}`, lists: [] },
  Team: {
    facts: `kind parent { ...named } contact costCentre ${REFERENCES}`,
    lists: [
      { title: 'Owns', fields: { objectives: nodes, processes: nodes, services: nodes, assets: nodes } },
    ],
  },
  Ticket: {
    facts: `kind status priority openedAt dueAt resolvedAt assignee assigneeTeam { ...named } requester
      causedByChange { ...named } description ${REFERENCES}`,
    lists: [{ title: 'About', fields: { services: nodes, assets: nodes } }],
  },
}

/** The query that shows a node of a type. */
export function showQuery(type: string): string {
  const view = SHOWN[type]
  if (view === undefined) return `query Show($id: ID!) { node(id: $id) { ...named } }\n${NAMED}`
  const lists = view.lists.flatMap(({ fields }) =>
    Object.entries(fields).map(([field, selection]) => `      ${field}${selection}`),
  )
  const first = lists.length > 0 ? ', $first: Int!' : ''
  const neighbour = lists.length > 0 ? NEIGHBOUR : ''
  return `query Show($id: ID!${first}) {
  node(id: $id) {
    ...named
    ... on ${type} {
      ${view.facts}
${lists.join('\n')}
    }
  }
}
${neighbour}${NAMED}`
}

const NEIGHBOUR = `fragment neighbour on Node {
  ...named
  ... on Asset { criticality { level valueAtRisk } }
  ... on Service { criticality { level valueAtRisk } }
}
`

interface Row {
  readonly node?: Neighbour['node']
  readonly from?: Neighbour['node']
  readonly to?: Neighbour['node']
  readonly kind?: string
  readonly share?: number | null
  readonly strength?: number | null
}

/** The neighbours that the fields of a list lead to, and how many there are in all. */
export function neighboursIn(
  node: Readonly<Record<string, unknown>>,
  fields: NeighbourList['fields'],
): { readonly rows: readonly Neighbour[]; readonly total: number } {
  const found = Object.keys(fields).map((field) => {
    const { totalCount, edges, nodes } = node[field] as Connection
    const rows = (edges ?? nodes ?? []).map((row) => neighbourOf(field, row))
    return { rows, totalCount }
  })
  return {
    rows: found.flatMap(({ rows }) => rows),
    total: found.reduce((sum, { totalCount }) => sum + totalCount, 0),
  }
}

interface Connection {
  readonly totalCount: number
  readonly edges?: readonly Row[]
  readonly nodes?: readonly (Row | Neighbour['node'])[]
}

function neighbourOf(field: string, row: Row | Neighbour['node']): Neighbour {
  if ('id' in row) return { node: row, link: '', strength: null }
  const { node, from, to, kind, share, strength } = row
  const other = node ?? from ?? to
  if (other === undefined) throw new Error(`a row of ${field} leads to nothing`)
  return { node: other, link: linkOf(field, kind), strength: share ?? strength ?? null }
}

/** The link as a verb, read from what rests on the other to it. */
function linkOf(field: string, kind: string | undefined): string {
  if (kind !== undefined) return kind.replaceAll('_', ' ').toLowerCase()
  return field === 'objectives' ? 'contribution' : ''
}
