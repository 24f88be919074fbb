import { truncate } from '@throughline/plugin-kit'
import { percent } from '../../graph/figures.ts'
import type { ObjectiveAtRisk } from '../../reasoning/at-risk.ts'
import type { Impact } from '../../reasoning/impact.ts'

/** What a text for another system is made of. */
export interface ActionFacts {
  /** What it is about, a line for each thing that is known of it. */
  readonly about: readonly Fact[]
  /** What is missing, and what to do. */
  readonly gap: { readonly found: string; readonly toDo: string } | null
  /** What its failure does; null where nothing is asked about. */
  readonly impact: Pick<Impact, 'valueAtRisk' | 'objectives'> | null
}

/** Something that is known, as a name and a value; neither is Markdown. */
export interface Fact {
  readonly name: string
  readonly value: string
}

/** More rows help nobody who reads a ticket. */
const MOST_OBJECTIVES = 10
/** What the text may have in all. */
const LONGEST = 20_000

/**
 * The text of a ticket or a comment, in Markdown: what somebody wrote, then what the graph knows. Where both are too
 * long, what somebody wrote is kept.
 */
export function actionText(written: string, { about, gap, impact }: ActionFacts): string {
  const parts = [
    written.trim(),
    ...(gap === null ? [] : [`## What is missing\n\n${plain(gap.found)}\n\n${plain(gap.toDo)}`]),
    ...(about.length === 0 ? [] : [`## What it is about\n\n${about.map(factLine).join('\n')}`]),
    ...(impact === null ? [] : [`## What is at risk\n\n${impactText(impact)}`]),
  ]
  return truncate(parts.filter((part) => part !== '').join('\n\n'), LONGEST)
}

function factLine({ name, value }: Fact): string {
  return `- **${plain(name)}:** ${plain(value)}`
}

function impactText({ valueAtRisk, objectives }: Pick<Impact, 'valueAtRisk' | 'objectives'>): string {
  if (objectives.length === 0) return 'No active objective depends on it.'
  const rest = objectives.length - MOST_OBJECTIVES
  return [
    `If it fails, ${percent(valueAtRisk)} of what the active objectives are worth is at risk.`,
    '',
    '| objective | weight | loss | at risk | worst path |',
    '| --- | --- | --- | --- | --- |',
    ...objectives.slice(0, MOST_OBJECTIVES).map(objectiveRow),
    ...(rest > 0 ? ['', `And ${rest} more.`] : []),
  ].join('\n')
}

function objectiveRow({ objective, weight, loss, valueAtRisk, path }: ObjectiveAtRisk): string {
  const way = path.map(({ node }) => plain(node.name)).join(' → ')
  return `| ${plain(objective.name)} | ${percent(weight)} | ${percent(loss)} | ${percent(valueAtRisk)} | ${way} |`
}

/** A text that means nothing to Markdown or HTML, in one line. Names come from other systems. */
function plain(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      // An underscore inside a word is no markup, and ids contain some.
      .replace(/[\\`*[\]<>|#@!~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, (sign) =>
        sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : `\\${sign}`,
      )
  )
}
