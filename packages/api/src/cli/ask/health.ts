import type { GraphQLClient } from '../client/graphql-client.ts'
import { EXIT } from '../exit.ts'
import { renderFacts } from '../text/facts.ts'
import type { Screen } from '../text/style.ts'
import { renderTable } from '../text/table.ts'
import { findNode } from './find-node.ts'
import type { Reply } from './reply.ts'
import { inWords, NAMED, weightOf } from './words.ts'

export const HEALTH = `query Health($owner: NodeRef) {
  modelHealth(owner: $owner) {
    stages {
      stage
      count
      total
      share
      weightShare
      medianFactAgeSeconds
      oldestFactAgeSeconds
      explanation { reasons { code text } }
    }
    nextBest {
      kind
      stage
      count
      weightGain
      shareGain
      mutations
      command
      nodes { name weight node { ...named } }
      explanation { reasons { code text } }
    }
    explanation { reasons { code text } }
  }
}
${NAMED}`

export interface HealthOptions {
  readonly team?: string
  /** 0 to 1. */
  readonly failBelow?: number
}

interface Explained {
  readonly explanation: { readonly reasons: readonly { readonly code: string; readonly text: string }[] }
}

interface Stage extends Explained {
  readonly stage: string
  readonly count: number
  readonly total: number
  readonly share: number | null
  readonly weightShare: number | null
  readonly medianFactAgeSeconds: number | null
  readonly oldestFactAgeSeconds: number | null
}

interface Repair extends Explained {
  readonly command: string
  readonly mutations: readonly string[]
  readonly nodes: readonly { readonly name: string }[]
}

interface Health extends Explained {
  readonly stages: readonly Stage[]
  readonly nextBest: Repair | null
}

/** Shows the stages of the model and the next best repair. */
export async function health(client: GraphQLClient, { team, failBelow }: HealthOptions): Promise<Reply> {
  const owner = team === undefined ? {} : { owner: { id: (await findNode(client, team, ['team'])).id } }
  const data = await client.ask<{ modelHealth: Health }>(HEALTH, owner)
  const { stages } = data.modelHealth
  const low = failBelow === undefined ? [] : stages.filter((stage) => isBelow(stage, failBelow))
  return {
    data,
    text: (screen) => render(data.modelHealth, screen),
    note:
      low.length === 0
        ? undefined
        : `Below ${failBelow}: ${low.map((stage) => `${inWords(stage.stage)} (${shareOf(stage)})`).join(', ')}.`,
    exit: low.length === 0 ? EXIT.done : EXIT.attention,
  }
}

function isBelow({ weightShare, share, explanation }: Stage, least: number): boolean {
  if (explanation.reasons.some(({ code }) => code === 'OWNED_BY_THE_TEAM')) return false
  return (weightShare ?? share ?? 0) < least
}

function shareOf({ weightShare, share }: Stage): string {
  return weightOf(weightShare ?? share) || 'nothing to count'
}

const COLUMNS = [
  { heading: 'STAGE' },
  { heading: 'ROWS', align: 'right' },
  { heading: 'OF', align: 'right' },
  { heading: 'SHARE', align: 'right' },
  { heading: 'BY WEIGHT', align: 'right' },
  { heading: 'MEDIAN AGE', align: 'right' },
  { heading: 'OLDEST', align: 'right' },
] as const

function render({ stages, nextBest, explanation }: Health, screen: Screen): string {
  const table = renderTable({ columns: COLUMNS, rows: stages.map(rowOf) }, screen)
  const facts: (readonly [string, string])[] = []
  if (nextBest === null) {
    facts.push(['Next best', explanation.reasons.at(-1)?.text ?? ''])
  } else {
    const { command, mutations, nodes } = nextBest
    facts.push(['Next best', nextBest.explanation.reasons.map(({ text }) => text).join(' ')])
    if (nodes.length > 0) facts.push(['First', nodes.map(({ name }) => name).join(', ')])
    facts.push(['Command', command], ['Mutations', mutations.join(', ')])
  }
  return `${table}\n\n${renderFacts(facts, screen)}`
}

function rowOf(stage: Stage): readonly string[] {
  const { count, total, share, weightShare, medianFactAgeSeconds, oldestFactAgeSeconds } = stage
  return [
    inWords(stage.stage),
    String(count),
    String(total),
    weightOf(share),
    weightOf(weightShare),
    ageOf(medianFactAgeSeconds),
    ageOf(oldestFactAgeSeconds),
  ]
}

/** The largest unit that there is one of: "3 d", "5 h", "20 min". */
function ageOf(seconds: number | null): string {
  if (seconds === null) return ''
  if (seconds >= 86_400) return `${Math.floor(seconds / 86_400)} d`
  return seconds >= 3600 ? `${Math.floor(seconds / 3600)} h` : `${Math.floor(seconds / 60)} min`
}
