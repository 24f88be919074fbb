import type { GraphQLClient } from '../client/graphql-client.ts'
import { CommandError, EXIT } from '../exit.ts'
import { renderTable } from '../text/table.ts'
import { type NodeType, REFERENCED, searchType } from './node-types.ts'
import { inWords, NAMED, type NamedNode, nameOf } from './words.ts'

/** A node that a text may mean. */
export interface Found extends NamedNode {
  readonly assetKind?: string
  readonly environment?: string | null
  readonly serviceKind?: string
  readonly owner?: { readonly name: string } | null
}

/** A hit of the query `search`. */
export interface Hit {
  readonly rank: number
  readonly matched: { readonly field: string; readonly text: string }
  readonly node: Found | null
}

/** The most hits that `search` returns. */
export const MOST_HITS = 50
/** Ranks of hits that equal the text, apart from upper and lower case. */
const EQUAL = 0.95
/** How many similar names an error lists. */
const SUGGESTIONS = 5

/** An ID of the API, of whatever type. */
export const ID = /^[a-z]+_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export const FOUND = `fragment found on Node {
  ...named
  ... on Asset { assetKind: kind environment }
  ... on Service { serviceKind: kind }
  ... on Owned { owner { name } }
}
${NAMED}`

const BY_ID = `query FindById($id: ID!) { node(id: $id) { ...found } }
${FOUND}`

/**
 * Finds the one node that a text means: by its id, by a reference `source:id`, or by its name. An identifier of an
 * asset, and an external id without its source, count if no name equals the text.
 *
 * @param types what may be meant
 * @throws CommandError NOT_FOUND if there is none, AMBIGUOUS if there are several.
 */
export async function findNode(
  client: GraphQLClient,
  text: string,
  types: readonly NodeType[],
): Promise<Found> {
  if (ID.test(text)) {
    const { node } = await client.ask<{ node: Found | null }>(BY_ID, { id: text })
    if (node !== null) return node
    throw new CommandError('NOT_FOUND', `Nothing has the ID ${text}.`, EXIT.notFound)
  }
  const { search, ...referenced } = await client.ask<Candidates>(candidatesQuery(text, types), {
    text,
    types: types.map(searchType),
    ...referenceIn(text),
  })
  const named = Object.values(referenced).filter((node) => node !== null)
  const [only, ...more] = named.length > 0 ? named : meant(text, search)
  if (only === undefined) throw notFound(text, types, search)
  if (more.length > 0) throw ambiguous(text, [only, ...more])
  return only
}

type Candidates = { readonly search: readonly Hit[] } & Readonly<Record<string, Found | null>>

function referenceIn(text: string): { readonly reference?: object } {
  const colon = text.indexOf(':')
  if (colon <= 0 || colon === text.length - 1) return {}
  return { reference: { source: text.slice(0, colon), externalId: text.slice(colon + 1) } }
}

/** One document: a text with a colon may be a reference or a name. */
export function candidatesQuery(text: string, types: readonly NodeType[]): string {
  const hasReference = 'reference' in referenceIn(text)
  const fields = types
    .filter((type) => hasReference && REFERENCED.has(type))
    .map((type) => `  ${type}(by: { reference: $reference }) { ...found }`)
  return `query Find($text: String!, $types: [SearchType!]${hasReference ? ', $reference: ExternalReferenceInput!' : ''}) {
  search(text: $text, types: $types, first: ${MOST_HITS}) {
    rank
    matched { field text }
    node { ...found }
  }
${fields.join('\n')}
}
${FOUND}`
}

/** The hits that equal the text best: names before keys, and of names those in the same upper and lower case. */
export function meant(text: string, hits: readonly Hit[]): readonly Found[] {
  const equal = hits.filter(({ rank, node }) => rank >= EQUAL && node !== null)
  const named = equal.filter(({ matched }) => matched.field === 'NAME' || matched.field === 'TITLE')
  const same = named.filter(({ matched }) => matched.text === text.normalize('NFC'))
  const best = [same, named, equal].find((some) => some.length > 0) ?? []
  return best.flatMap(({ node }) => (node === null ? [] : [node]))
}

function notFound(text: string, types: readonly NodeType[], hits: readonly Hit[]): CommandError {
  const similar = hits.flatMap(({ node }) => (node === null ? [] : [node])).slice(0, SUGGESTIONS)
  const what = types.length > 3 ? 'Nothing' : `No ${types.map(inWords).join(' or ')}`
  const message = `${what} is named "${text}", or has it as an ID or source:id.`
  const more = similar.length === 0 ? '' : `Similar:\n${listed(similar)}`
  return new CommandError('NOT_FOUND', message, EXIT.notFound, { details: { similar }, more })
}

function ambiguous(text: string, candidates: readonly Found[]): CommandError {
  const count = candidates.length === MOST_HITS ? `at least ${MOST_HITS}` : String(candidates.length)
  return new CommandError(
    'AMBIGUOUS',
    `"${text}" is the name of ${count} nodes. Give the ID of one of them.`,
    EXIT.usage,
    { details: { candidates }, more: listed(candidates) },
  )
}

/** Nodes with what tells them apart. */
function listed(nodes: readonly Found[]): string {
  return renderTable({
    columns: ['ID', 'TYPE', 'NAME', 'KIND', 'OWNER'].map((heading) => ({ heading })),
    rows: nodes.map((node) => [
      node.id,
      inWords(node.__typename),
      nameOf(node),
      kindOf(node),
      node.owner?.name ?? '',
    ]),
  })
}

/** The kind of a service or an asset, with the environment of the asset. */
export function kindOf({ assetKind, environment, serviceKind }: Found): string {
  if (serviceKind !== undefined) return inWords(serviceKind)
  return [assetKind ?? '', environment ?? ''].filter((part) => part !== '').join(', ')
}
