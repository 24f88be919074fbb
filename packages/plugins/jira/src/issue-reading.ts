import { filled } from '@throughline/plugin-kit'
import type { Context } from './call.ts'
import { type Issue, fields as listFields } from './client.ts'
import type { JiraConfig } from './config.ts'
import { FieldIndex } from './field-index.ts'
import type { ChangeFacts, IssueFacts } from './issue-facts.ts'
import { meaningOfIssue } from './meaning.ts'
import { instantOf, member, proseOf, wordsOf } from './values.ts'
import * as vocabulary from './vocabulary.ts'

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
      category: vocabulary.categoryOf(member(member(fields.status, 'statusCategory'), 'key')),
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
      meaning: meaningOfIssue(this.#config, words, change),
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
