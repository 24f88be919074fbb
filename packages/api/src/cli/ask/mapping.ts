import type { GraphQLClient } from '../client/graphql-client.ts'
import { renderFacts } from '../text/facts.ts'
import type { Screen } from '../text/style.ts'
import { renderTable } from '../text/table.ts'
import type { Reply } from './reply.ts'
import { counted, inWords, NAMED, type NamedNode, nameOf } from './words.ts'

/** The links and tasks are those of the newest version of a rule; older versions have some until it is applied. */
export const MAPPING = `query Mapping($first: Int!) {
  mappingProgress { running evaluated total waiting startedAt finishedAt }
  mappingRules(first: 50) {
    totalCount
    nodes {
      number
      ruleVersion
      name
      enabled
      service { ...named }
      serviceName
      createsService
      versions(first: 1, orderBy: [{ field: RULE_VERSION, direction: DESC }]) {
        nodes { dependencies(first: 0) { totalCount } tasks(first: 0) { totalCount } }
      }
    }
  }
  mappingTasks(first: $first) {
    totalCount
    nodes {
      asset { ...named }
      reason
      names
      candidates(first: 5) { nodes { ...named } }
      mappingRuleVersion { text }
    }
  }
}
${NAMED}`

export interface MappingOptions {
  /** Tasks to show, 1 to 100. */
  readonly first: number
}

interface Progress {
  readonly running: boolean
  readonly evaluated: number
  readonly total: number
  readonly waiting: number
}

interface Rule {
  readonly number: number
  readonly name: string
  readonly enabled: boolean
  readonly service: NamedNode | null
  readonly serviceName: string | null
  readonly versions: {
    readonly nodes: readonly {
      readonly dependencies: { readonly totalCount: number }
      readonly tasks: { readonly totalCount: number }
    }[]
  }
}

interface Task {
  readonly asset: NamedNode
  readonly reason: string
  readonly names: readonly string[]
  readonly candidates: { readonly nodes: readonly NamedNode[] }
  readonly mappingRuleVersion: { readonly text: string }
}

interface Page<Row> {
  readonly totalCount: number
  readonly nodes: readonly Row[]
}

interface Mapping {
  readonly mappingProgress: Progress
  readonly mappingRules: Page<Rule>
  readonly mappingTasks: Page<Task>
}

/** Shows how far the mapping rules are applied, what each has made, and the assets that wait for a decision. */
export async function mapping(client: GraphQLClient, { first }: MappingOptions): Promise<Reply> {
  const data = await client.ask<Mapping>(MAPPING, { first })
  return { data, text: (screen) => render(data, screen), note: noteOf(data) }
}

const RULES = [
  { heading: 'RULE', align: 'right' },
  { heading: 'NAME', least: 12 },
  { heading: 'STATE' },
  { heading: 'SERVICE', least: 12 },
  { heading: 'LINKS', align: 'right' },
  { heading: 'TASKS', align: 'right' },
] as const

const TASKS = [
  { heading: 'TASK', least: 12 },
  { heading: 'REASON' },
  { heading: 'NAMES', least: 12 },
  { heading: 'CANDIDATES', least: 12 },
  { heading: 'BY' },
] as const

function render({ mappingProgress, mappingRules, mappingTasks }: Mapping, screen: Screen): string {
  const facts = renderFacts(
    [
      ['Progress', progressOf(mappingProgress)],
      ['Tasks', counted(mappingTasks.totalCount, 'asset')],
    ],
    screen,
  )
  const tables = [
    { columns: RULES, rows: mappingRules.nodes.map(ruleRow) },
    { columns: TASKS, rows: mappingTasks.nodes.map(taskRow) },
  ].filter(({ rows }) => rows.length > 0)
  return [facts, ...tables.map((table) => renderTable(table, screen))].join('\n\n')
}

function progressOf({ running, evaluated, total, waiting }: Progress): string {
  const done = running
    ? `changed rules are applied to ${evaluated} of ${counted(total, 'asset')}`
    : 'the rules are applied to all assets'
  return waiting === 0 ? done : `${done}; ${counted(waiting, 'changed asset')} to be evaluated`
}

function ruleRow({ number, name, enabled, service, serviceName, versions }: Rule): readonly string[] {
  const [newest] = versions.nodes
  return [
    String(number),
    name,
    enabled ? 'enabled' : 'draft',
    service === null ? (serviceName ?? '') : nameOf(service),
    String(newest?.dependencies.totalCount ?? 0),
    String(newest?.tasks.totalCount ?? 0),
  ]
}

function taskRow({ asset, reason, names, candidates, mappingRuleVersion }: Task): readonly string[] {
  return [
    nameOf(asset),
    inWords(reason),
    names.join(', '),
    candidates.nodes.map(nameOf).join(', '),
    mappingRuleVersion.text,
  ]
}

/** What is not shown; undefined if all is. */
function noteOf({ mappingRules, mappingTasks }: Mapping): string | undefined {
  if (mappingRules.totalCount === 0) return 'There are no mapping rules.'
  const parts = [
    ...hidden(mappingRules, 'rules', ''),
    ...hidden(mappingTasks, 'tasks', '; --first shows up to 100'),
  ]
  return parts.length === 0 ? undefined : `${parts.join(', ')}.`
}

function hidden({ nodes, totalCount }: Page<unknown>, what: string, how: string): readonly string[] {
  return nodes.length < totalCount ? [`${nodes.length} of ${totalCount} ${what}${how}`] : []
}
