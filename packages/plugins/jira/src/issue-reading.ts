import type { ChangeOutcome, ChangeState, ChangeType, TicketKind, TicketState } from '@throughline/plugin-kit'
import type { Context, Issue } from './client.ts'
import { fields as listFields } from './client.ts'
import type { JiraConfig } from './config.ts'
import { FieldIndex } from './field-index.ts'
import { filled, instantOf, member, proseOf, wordsOf } from './values.ts'
import * as vocabulary from './vocabulary.ts'

/** What an issue says, and what the configuration makes of its words. It is stored; map needs nothing else. */
export interface IssueFacts {
  readonly id: string
  readonly key: string
  readonly project: string
  readonly url: string
  readonly issueType: string
  readonly title: string
  readonly description: string | null
  readonly status: string
  readonly category: vocabulary.Category
  readonly resolution: string | null
  readonly priority: string | null
  readonly impact: string | null
  readonly urgency: string | null
  readonly assignee: string | null
  readonly reporter: string | null
  readonly team: string | null
  readonly requesterTeam: string | null
  readonly createdAt: string | null
  readonly updatedAt: string | null
  readonly resolvedAt: string | null
  readonly dueAt: string | null
  readonly labels: readonly string[]
  readonly components: readonly string[]
  readonly services: readonly string[]
  readonly assets: readonly string[]
  readonly causedBy: string | null
  readonly spentSeconds: number | null
  readonly change: ChangeFacts | null
  readonly meaning: Meaning
}

/** What only a change says. */
export interface ChangeFacts {
  readonly type: string | null
  readonly plannedStart: string | null
  readonly plannedEnd: string | null
  readonly actualStart: string | null
  readonly actualEnd: string | null
  readonly plan: string | null
  readonly backoutPlan: string | null
}

/** What the words of an issue mean here. */
export interface Meaning {
  readonly kind: TicketKind
  readonly state: TicketState
  readonly priority: number | null
  readonly impact: number | null
  readonly urgency: number | null
  readonly changeState: ChangeState
  readonly changeType: ChangeType
  readonly outcome: ChangeOutcome | null
}

const SYSTEM_FIELDS = [
  'summary',
  'description',
  'issuetype',
  'project',
  'status',
  'resolution',
  'priority',
  'assignee',
  'reporter',
  'created',
  'updated',
  'resolutiondate',
  'duedate',
  'labels',
  'components',
  'issuelinks',
  'timespent',
]

/** Reads issues of one site: knows which fields to ask for, and what they say. */
export class IssueReading {
  /** The fields to ask for. */
  readonly fields: readonly string[]
  readonly #config: JiraConfig
  readonly #index: FieldIndex

  constructor(config: JiraConfig, index: FieldIndex) {
    this.#config = config
    this.#index = index
    this.fields = [
      ...new Set([...SYSTEM_FIELDS, ...namedFields(config).flatMap((name) => index.idsOf(name))]),
    ]
  }

  facts({ id, key, fields }: Issue): IssueFacts {
    const { services, browseUrl, url, worklogs } = this.#config
    const labels = wordsOf(fields.labels)
    const components = wordsOf(fields.components)
    const issueType = nameOf(fields.issuetype) ?? 'unknown'
    const isChange = vocabulary.isAmong(issueType, this.#config.changes.issueTypes)
    const words = {
      issueType,
      status: nameOf(fields.status) ?? 'unknown',
      category: categoryOf(fields.status),
      resolution: nameOf(fields.resolution),
      priority: nameOf(fields.priority),
      impact: this.#word(fields, this.#config.impactField),
      urgency: this.#word(fields, this.#config.urgencyField),
    }
    const change = isChange ? this.#change(fields) : null
    return {
      id,
      key,
      project: key.slice(0, key.lastIndexOf('-')),
      url: `${(browseUrl ?? url).replace(/\/+$/, '')}/browse/${key}`,
      ...words,
      title: filled(fields.summary, 500) ?? key,
      description: proseOf(fields.description),
      assignee: personOf(fields.assignee),
      reporter: personOf(fields.reporter),
      team: this.#word(fields, this.#config.teamField),
      requesterTeam: this.#word(fields, this.#config.requesterTeamField),
      createdAt: instantOf(fields.created),
      updatedAt: instantOf(fields.updated),
      resolvedAt: instantOf(fields.resolutiondate),
      dueAt: instantOf(fields.duedate),
      labels,
      components,
      services: distinct([
        ...(services.components ? components : []),
        ...restsOf(labels, services.labelPrefix),
        ...services.fields.flatMap((name) => this.#words(fields, name)),
      ]),
      assets: distinct(this.#config.assetFields.flatMap((name) => this.#words(fields, name))),
      causedBy: this.#causeOf(fields.issuelinks),
      spentSeconds: !worklogs && typeof fields.timespent === 'number' ? fields.timespent : null,
      change,
      meaning: meaningOf(this.#config, words, change),
    }
  }

  #words(fields: Issue['fields'], name: string): string[] {
    return (
      this.#index
        .idsOf(name)
        .map((id) => wordsOf(fields[id]))
        .find((words) => words.length > 0) ?? []
    )
  }

  #word(fields: Issue['fields'], name: string | undefined): string | null {
    return name === undefined ? null : (this.#words(fields, name)[0] ?? null)
  }

  #change(fields: Issue['fields']): ChangeFacts {
    const { changes } = this.#config
    const value = (name: string) =>
      this.#index
        .idsOf(name)
        .map((id) => fields[id])
        .find((one) => one !== null && one !== undefined)
    return {
      type: this.#word(fields, changes.typeField),
      plannedStart: instantOf(value(changes.plannedStartField)),
      plannedEnd: instantOf(value(changes.plannedEndField)),
      actualStart: instantOf(value(changes.actualStartField)),
      actualEnd: instantOf(value(changes.actualEndField)),
      plan: proseOf(value(changes.planField)),
      backoutPlan: proseOf(value(changes.backoutPlanField)),
    }
  }

  /** The id of the change that a link names as the cause; of several the first. */
  #causeOf(links: unknown): string | null {
    const { causedByLinks, changes } = this.#config
    for (const link of Array.isArray(links) ? links : []) {
      for (const [side, words] of [
        ['inwardIssue', 'inward'],
        ['outwardIssue', 'outward'],
      ] as const) {
        const other = member(link, side)
        const type = nameOf(member(member(other, 'fields'), 'issuetype'))
        const reads = filled(member(member(link, 'type'), words), 300)
        const id = member(other, 'id')
        if (
          typeof id === 'string' &&
          vocabulary.isAmong(reads, causedByLinks) &&
          vocabulary.isAmong(type, changes.issueTypes)
        )
          return id
      }
    }
    return null
  }
}

/** A reading with the fields the site has. */
export async function readingOf(ctx: Context): Promise<IssueReading> {
  return new IssueReading(ctx.config, new FieldIndex(await listFields(ctx)))
}

/** The fields the configuration names beside those every issue has. */
export function namedFields({ changes, services, ...config }: JiraConfig): string[] {
  return [
    config.teamField,
    ...(config.requesterTeamField === undefined ? [] : [config.requesterTeamField]),
    config.impactField,
    config.urgencyField,
    ...services.fields,
    ...config.assetFields,
    changes.typeField,
    changes.plannedStartField,
    changes.plannedEndField,
    changes.actualStartField,
    changes.actualEndField,
    changes.planField,
    changes.backoutPlanField,
  ]
}

type Words = Pick<
  IssueFacts,
  'issueType' | 'status' | 'category' | 'resolution' | 'priority' | 'impact' | 'urgency'
>

function meaningOf(config: JiraConfig, words: Words, change: ChangeFacts | null): Meaning {
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

function stateOf(config: JiraConfig, { status, category, resolution }: Words): TicketState {
  const named = vocabulary.meaningOf(status, config.states, {})
  if (named !== undefined) return named
  if (category === 'done' && vocabulary.isAmong(resolution, config.cancelledResolutions)) return 'CANCELLED'
  return (
    vocabulary.meaningOf(status, {}, vocabulary.TICKET_STATE_OF) ??
    vocabulary.TICKET_STATE_OF_CATEGORY[category]
  )
}

function categoryOf(status: unknown): vocabulary.Category {
  const key = member(member(status, 'statusCategory'), 'key')
  return vocabulary.CATEGORIES.find((category) => category === key) ?? 'undefined'
}

function nameOf(value: unknown): string | null {
  return filled(member(value, 'name'), 200)
}

function personOf(value: unknown): string | null {
  return filled(member(value, 'displayName'), 300)
}

function restsOf(labels: readonly string[], prefix: string): string[] {
  if (prefix === '') return []
  return labels.flatMap((label) => (label.startsWith(prefix) ? wordsOf(label.slice(prefix.length)) : []))
}

function distinct(words: readonly string[]): string[] {
  return [...new Set(words)].slice(0, 100)
}
