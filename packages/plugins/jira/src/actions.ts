import { type Actions, ConfigError, type TicketDraft, truncate } from '@throughline/plugin-kit'
import type { Context } from './call.ts'
import type { IssueType } from './client.ts'
import * as client from './client.ts'
import type { JiraConfig } from './config.ts'
import { noteIntent } from './intents.ts'
import { labelOf, MARK } from './mark.ts'
import { documentOf } from './markdown.ts'
import { isAmong, KINDS, meaningOf, PRIORITY_OF } from './vocabulary.ts'
import type { MetaField } from './writing.ts'
import * as writing from './writing.ts'

/** The property of a comment that holds its key. */
const COMMENT_PROPERTY = 'throughline'

/** What can be done in Jira. */
export const actions: Actions<JiraConfig> = {
  async createTicket(ctx, draft, key) {
    const made = await findByLabel(ctx, labelOf(key))
    if (made !== undefined) return { externalId: made.id, url: addressOf(ctx, made.key) }
    const fields = await fieldsOf(ctx, draft, labelOf(key))
    await noteIntent(ctx, key)
    const { id, key: name } = await writing.createIssue(ctx, fields)
    return { externalId: id, url: addressOf(ctx, name) }
  },

  async comment(ctx, { ticket, body }, key) {
    for await (const page of writing.comments(ctx, ticket)) {
      const made = page.find(({ properties }) =>
        (properties ?? []).some(({ key: name, value }) => name === COMMENT_PROPERTY && isKey(value, key)),
      )
      if (made !== undefined) return { externalId: made.id }
    }
    const { id } = await writing.createComment(ctx, ticket, {
      body: documentOf(body),
      properties: [
        { key: COMMENT_PROPERTY, value: { key } },
        ...(ctx.config.internalComments ? [{ key: 'sd.public.comment', value: { internal: true } }] : []),
      ],
    })
    return { externalId: id }
  },
}

function isKey(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && 'key' in value && value.key === key
}

async function findByLabel(ctx: Context, label: string): Promise<client.Issue | undefined> {
  const search = {
    jql: `labels = "${label}" ORDER BY created ASC`,
    fields: ['labels'],
    pageSize: 1,
    token: undefined,
  }
  const page = await client.searchIssues(ctx, search)
  return page === 'stale' ? undefined : page.issues[0]
}

async function fieldsOf(ctx: Context, draft: TicketDraft, label: string): Promise<Record<string, unknown>> {
  const name = draft.project ?? ctx.config.newTicketProject
  if (name === undefined) {
    throw new ConfigError(
      'No project is named for new tickets: set newTicketProject, or name one with the ticket',
    )
  }
  const project = await client.project(ctx, name)
  const type = typeFor(ctx.config, project, draft.kind)
  const settable = await writing.creationFields(ctx, project.key, type.id)
  const has = (id: string) => settable.some(({ fieldId }) => fieldId === id)
  if (!has('labels')) {
    throw new ConfigError(
      `Issues of the type ${type.name} in ${project.key} cannot be given labels when they are made: add Labels to the screen, or a ticket could be made twice`,
    )
  }
  const priority = priorityFor(ctx.config, settable, draft.priority)
  return {
    project: { key: project.key },
    issuetype: { id: type.id },
    summary: truncate(draft.title.replace(/\s+/g, ' ').trim(), 255),
    labels: [label, ...labelsFor(draft)],
    ...(has('description') && draft.body.trim() !== '' ? { description: documentOf(draft.body) } : {}),
    ...(priority === undefined ? {} : { priority: { id: priority } }),
  }
}

/** The project's first issue type of the kind; Task for a task where there is one. */
function typeFor(config: JiraConfig, project: client.Project, kind: TicketDraft['kind']): IssueType {
  const usable = project.issueTypes.filter(
    ({ name, subtask }) =>
      !subtask && !isAmong(name, config.changes.issueTypes) && !isAmong(name, config.leaveOut),
  )
  const kindOf = ({ name }: IssueType) => meaningOf(name, config.kinds, KINDS) ?? 'TASK'
  const isTask = ({ name }: IssueType) => isAmong(name, ['Task'])
  const fitting = usable.filter((type) => kindOf(type) === kind)
  const found = (kind === 'TASK' ? fitting.find(isTask) : undefined) ?? fitting[0] ?? usable.find(isTask)
  if (found !== undefined) return found
  throw new ConfigError(`The project ${project.key} has no issue type for a ${kind}: name one in kinds`)
}

/** The id of the first priority that means this number; undefined where the screen or the site has none. */
function priorityFor(
  config: JiraConfig,
  settable: readonly MetaField[],
  priority: number | undefined,
): string | undefined {
  const field = settable.find(({ fieldId }) => fieldId === 'priority')
  if (priority === undefined) return undefined
  return field?.allowedValues?.find(
    ({ name }) => meaningOf(name ?? null, config.priorities, PRIORITY_OF) === priority,
  )?.id
}

/** Labels of Jira hold no white space and at most 255 characters. */
function labelsFor({ labels }: TicketDraft): string[] {
  const written = Object.entries(labels ?? {}).map(([name, value]) =>
    value === '' ? name : `${name}:${value}`,
  )
  return [...new Set(written.map((label) => truncate(label.replace(/\s+/g, '_'), 255)))].filter(
    (label) => !label.startsWith(MARK),
  )
}

function addressOf({ config }: Context, key: string): string {
  return `${(config.browseUrl ?? config.url).replace(/\/+$/, '')}/browse/${key}`
}
