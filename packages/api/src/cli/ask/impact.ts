import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderFacts } from '../text/facts.ts'
import type { Screen } from '../text/style.ts'
import { renderTable } from '../text/table.ts'
import { treeRows } from '../text/tree.ts'
import type { Found } from './find-node.ts'
import { findNode } from './find-node.ts'
import { type ObjectiveAtRisk, riskTree } from './impact-tree.ts'
import type { Reply } from './reply.ts'
import { counted, decimal, inWords, NAMED, type NamedNode, nameOf, weightOf } from './words.ts'

/** Affected services and assets that are listed. */
const AFFECTED = 20

export const IMPACT = `query Impact($of: [NodeRef!]!, $on: Date, $includePlanned: Boolean!, $first: Int!) {
  impact(of: $of, on: $on, includePlanned: $includePlanned) {
    valueAtRisk
    objectives {
      objective { id title }
      valueAtRisk
      loss
      weight
      basis
      parts {
        name
        node { ...named }
        share
        impactFactor
        loss
        path {
          name
          node { ...named }
          via { kind strength text }
        }
      }
    }
    groups {
      group { id name }
      service { id name }
      members
      minAvailable
      affectedMembers { ...named }
      fails
    }
    affected(first: $first) {
      totalCount
      edges {
        impactFactor
        steps
        node { ...named }
      }
    }
  }
}
${NAMED}`

export interface ImpactOptions {
  /** A day as YYYY-MM-DD. */
  readonly on?: string
  readonly includePlanned: boolean
}

interface Impact {
  readonly valueAtRisk: number | null
  readonly objectives: readonly ObjectiveAtRisk[]
  readonly groups: readonly Group[]
  readonly affected: {
    readonly totalCount: number
    readonly edges: readonly {
      readonly impactFactor: number
      readonly steps: number
      readonly node: NamedNode | null
    }[]
  }
}

interface Group {
  readonly group: { readonly name: string } | null
  readonly service: { readonly name: string } | null
  readonly members: number
  readonly minAvailable: number
  readonly affectedMembers: readonly unknown[]
  readonly fails: boolean
}

/** Shows what fails together with these services and assets, up to the objectives at risk. */
export async function impact(
  client: GraphQLClient,
  texts: readonly string[],
  options: ImpactOptions,
): Promise<Reply> {
  const nodes: Found[] = []
  for (const text of texts) nodes.push(await findNode(client, text, ['service', 'asset']))
  const data = await client.ask<{ impact: Impact }>(IMPACT, {
    ...options,
    of: nodes.map(({ id }) => ({ id })),
    first: AFFECTED,
  })
  const { affected } = data.impact
  const hidden = affected.totalCount - affected.edges.length
  return {
    data,
    text: (screen) => render(nodes, data.impact, screen),
    note: hidden > 0 ? `${hidden} more are affected.` : undefined,
  }
}

function render(nodes: readonly Found[], found: Impact, screen: Screen): string {
  const { valueAtRisk, objectives, groups, affected } = found
  const facts = renderFacts(
    [
      ['Failure of', nodes.map((node) => `${nameOf(node)} (${inWords(node.__typename)})`).join(', ')],
      ['Value at risk', weightOf(valueAtRisk)],
      ['At risk', counted(objectives.length, 'objective')],
      ['Affected', `${counted(affected.totalCount, 'node')}, with those that fail`],
    ],
    screen,
  )
  const trees = treeRows(objectives.map(riskTree))
  const tree = trees.length > 0 ? [renderTable({ columns: TREE, rows: trees }, screen)] : []
  return [facts, ...tree, ...groupsOf(groups, screen), ...affectedOf(affected, screen)].join('\n\n')
}

/** Objective ← service ← asset: each line rests on those below it. */
const TREE = [
  { heading: 'OBJECTIVE', least: 20 },
  { heading: 'LINK', least: 10 },
  { heading: 'STRENGTH', align: 'right' },
  { heading: 'LOSS', align: 'right' },
  { heading: 'AT RISK', align: 'right' },
] as const

function groupsOf(groups: readonly Group[], screen: Screen): readonly string[] {
  if (groups.length === 0) return []
  const rows = groups.map(({ group, service, members, minAvailable, affectedMembers, fails }) => [
    group?.name ?? '(deleted)',
    service?.name ?? '(deleted)',
    `${affectedMembers.length} of ${members}`,
    String(minAvailable),
    fails ? 'fails' : 'holds',
  ])
  return [renderTable({ columns: GROUPS, rows }, screen)]
}

const GROUPS = [
  { heading: 'REDUNDANCY GROUP', least: 16 },
  { heading: 'OF SERVICE', least: 12 },
  { heading: 'AFFECTED', align: 'right' },
  { heading: 'NEEDED', align: 'right' },
  { heading: '' },
] as const

function affectedOf({ edges }: Impact['affected'], screen: Screen): readonly string[] {
  const others = edges.filter(({ steps }) => steps > 0)
  if (others.length === 0) return []
  const rows = others.map(({ node, impactFactor, steps }) => [
    nameOf(node),
    node === null ? '' : inWords(node.__typename),
    decimal(impactFactor),
    String(steps),
  ])
  return [renderTable({ columns: LIST, rows }, screen)]
}

const LIST = [
  { heading: 'AFFECTED', least: 16 },
  { heading: 'TYPE' },
  { heading: 'IMPACT FACTOR', align: 'right' },
  { heading: 'STEPS', align: 'right' },
] as const
