import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderTable } from '../text/table.ts'
import { FOUND, type Hit, kindOf, MOST_HITS } from './find-node.ts'
import { type NodeType, searchType } from './node-types.ts'
import type { Reply } from './reply.ts'
import { inWords, nameOf } from './words.ts'

export const SEARCH = `query Search($text: String!, $types: [SearchType!], $first: Int!) {
  search(text: $text, types: $types, first: $first) {
    rank
    matched { field text }
    node { ...found }
  }
}
${FOUND}`

export interface SearchOptions {
  readonly type?: readonly NodeType[]
  readonly first: number
}

export async function search(
  client: GraphQLClient,
  text: string,
  { type, first }: SearchOptions,
): Promise<Reply> {
  const variables = { text, first, ...(type === undefined ? {} : { types: type.map(searchType) }) }
  const data = await client.ask<{ search: readonly Hit[] }>(SEARCH, variables)
  const { length } = data.search
  return {
    data,
    text: (screen) =>
      length === 0 ? '' : renderTable({ columns: COLUMNS, rows: data.search.map(rowOf) }, screen),
    note: length === 0 ? `Nothing matches "${text}".` : length === first ? mayBeMore(first) : undefined,
  }
}

const COLUMNS = [
  { heading: 'NAME', least: 16 },
  { heading: 'TYPE' },
  { heading: 'KIND', least: 12 },
  { heading: 'MATCH', least: 12 },
  { heading: 'ID' },
]

function rowOf({ matched, node }: Hit): readonly string[] {
  const name = nameOf(node)
  const match = matched.text === name ? '' : `${inWords(matched.field)} ${matched.text}`
  if (node === null) return [name, '', '', match, '']
  return [name, inWords(node.__typename), kindOf(node), match, node.id]
}

function mayBeMore(first: number): string {
  if (first === MOST_HITS) return `The ${first} best matches; a longer text finds fewer.`
  return `The ${first} best matches; there may be others: --first shows up to ${MOST_HITS}.`
}
