import type { TicketState } from '@throughline/plugin-kit'
import type { JiraConfig } from './config.ts'
import type { ChangeFacts, IssueFacts, Meaning } from './issue-facts.ts'
import * as vocabulary from './vocabulary.ts'

type Words = Pick<
  IssueFacts,
  'issueType' | 'status' | 'category' | 'resolution' | 'priority' | 'impact' | 'urgency'
>

/** What the words of an issue mean, as the configuration has it. */
export function meaningOfIssue(config: JiraConfig, words: Words, change: ChangeFacts | null): Meaning {
  const { changes } = config
  const level = (word: string | null) =>
    vocabulary.meaningOf(word, config.levels, vocabulary.LEVEL_OF) ?? null
  const outcome = (word: string | null) => vocabulary.meaningOf(word, changes.outcomes, vocabulary.OUTCOME_OF)
  return {
    kind: vocabulary.meaningOf(words.issueType, config.kinds, vocabulary.KINDS) ?? 'TASK',
    state: stateOf(config, words),
    priority: vocabulary.meaningOf(words.priority, config.priorities, vocabulary.PRIORITY_OF) ?? null,
    impact: level(words.impact),
    urgency: level(words.urgency),
    changeState:
      vocabulary.meaningOf(words.status, changes.states, vocabulary.CHANGE_STATE_OF) ??
      vocabulary.CHANGE_STATE_OF_CATEGORY[words.category],
    changeType:
      vocabulary.meaningOf(change?.type ?? null, changes.types, vocabulary.CHANGE_TYPE_OF) ?? 'NORMAL',
    // A status such as Failed says more than the resolution Done that went with it.
    outcome: outcome(words.status) ?? outcome(words.resolution) ?? null,
  }
}

/** What a status means for a ticket that has it. */
export function stateOf(
  config: JiraConfig,
  { status, category, resolution }: Pick<Words, 'status' | 'category' | 'resolution'>,
): TicketState {
  const named = vocabulary.meaningOf(status, config.states, {})
  if (named !== undefined) return named
  if (category === 'done' && vocabulary.isAmong(resolution, config.cancelledResolutions)) return 'CANCELLED'
  return (
    vocabulary.meaningOf(status, {}, vocabulary.TICKET_STATE_OF) ??
    vocabulary.TICKET_STATE_OF_CATEGORY[category]
  )
}
