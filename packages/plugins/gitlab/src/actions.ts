import {
  type ActionResult,
  type Actions,
  ConfigError,
  InvalidRecordError,
  type TicketDraft,
  truncate,
} from '@throughline/plugin-kit'
import { answerOf, type Written, writtenSchema } from './answers.ts'
import { baseOf, type Context, call, type List, listAll, projectPathOf } from './client.ts'
import type { GitlabConfig } from './config.ts'
import { issueId } from './issue-facts.ts'
import { coveredScope, ourselves } from './projects.ts'

/** How many of our own latest issues are looked through for one that was made before. */
const LOOKED_THROUGH = 1000
const MAX_TITLE = 255

/**
 * GitLab takes no key of ours, so that each text ends with a mark that is not shown. Before anything is made, the mark
 * is looked for in what this account wrote: in its latest issues of the project, or in the notes of the issue.
 */
export const actions: Actions<GitlabConfig> = {
  async createTicket(ctx, draft, key) {
    const project = projectFor(ctx.config, draft)
    const { username } = await ourselves(ctx)
    const path = `${projectPathOf(project)}/issues`
    const query = { scope: 'created_by_me', state: 'all', order_by: 'created_at', sort: 'desc' }
    const known = await findMarked(ctx, { path, item: writtenSchema, query }, username, key, LOOKED_THROUGH)
    const issue = known ?? (await write(ctx, path, issueOf(ctx.config, draft, key)))
    if (issue.iid === undefined) throw new InvalidRecordError('GitLab made no issue of the ticket')
    return {
      externalId: issueId(project, issue.iid),
      ...(issue.web_url === undefined ? {} : { url: issue.web_url }),
    }
  },

  async comment(ctx, { ticket, body }, key): Promise<ActionResult> {
    const [, name = '', iid = ''] = /^([^#]+)#([0-9]+)$/.exec(ticket) ?? []
    const project = coveredScope(ctx.config, name)
    if (project === undefined) {
      throw new InvalidRecordError(
        `${JSON.stringify(ticket)} is no issue of this source, such as acme/shop#12`,
      )
    }
    const { username } = await ourselves(ctx)
    const path = `${projectPathOf(project)}/issues/${iid}/notes`
    const query = { order_by: 'created_at', sort: 'desc' }
    const known = await findMarked(ctx, { path, item: writtenSchema, query }, username, key)
    const { id } = known ?? (await write(ctx, path, { body: marked(body, key) }))
    return { externalId: String(id), url: `${baseOf(ctx.config)}/${project}/-/issues/${iid}#note_${id}` }
  },
}

function projectFor(config: GitlabConfig, { project }: TicketDraft): string {
  const { ticketProject, projects } = config
  const name = project ?? ticketProject ?? (projects?.length === 1 ? projects[0] : undefined)
  if (name === undefined) {
    throw new ConfigError('Say where tickets are made: set ticketProject in the configuration')
  }
  const scope = coveredScope(config, name)
  if (scope !== undefined) return scope
  if (project === undefined) throw new ConfigError('ticketProject must be one of the projects that are read')
  throw new InvalidRecordError(`${JSON.stringify(project)} is no project of this source, such as acme/shop`)
}

/** GitLab makes labels that do not exist yet; a comma would part one label into two. */
function issueOf({ tickets }: GitlabConfig, draft: TicketDraft, key: string) {
  const { title, body, kind, priority, labels = {} } = draft
  const isIncident = kind === 'INCIDENT'
  const names = [
    isIncident ? [] : (Object.entries(tickets.kinds).find(([, meant]) => meant === kind)?.[0] ?? []),
    Object.entries(tickets.priorities).find(([, meant]) => meant === priority)?.[0] ?? [],
    Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}: ${value}`)),
  ].flat()
  return {
    title: truncate(title, MAX_TITLE),
    description: marked(body, key),
    issue_type: isIncident ? 'incident' : 'issue',
    labels: [
      ...new Set(names.filter((name) => !name.includes('*')).map((name) => name.replaceAll(',', ' '))),
    ].join(),
  }
}

async function write(ctx: Context, path: string, json: unknown): Promise<Written> {
  return answerOf(writtenSchema, await call(ctx, path, { method: 'POST', json }))
}

/** What this account wrote and marked with the key, if it did. */
async function findMarked(
  ctx: Context,
  of: List<Written>,
  username: string,
  key: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Written | undefined> {
  let seen = 0
  for await (const items of listAll(ctx, of)) {
    const found = items.find(
      ({ author, description, body }) =>
        author?.username === username && `${description ?? ''}${body ?? ''}`.includes(markOf(key)),
    )
    seen += items.length
    if (found !== undefined || seen >= most) return found
  }
  return undefined
}

function marked(text: string, key: string): string {
  return `${text}\n\n${markOf(key)}`
}

function markOf(key: string): string {
  return `<!-- throughline:${key} -->`
}
