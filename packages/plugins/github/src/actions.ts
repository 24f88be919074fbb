import {
  type ActionResult,
  type Actions,
  ConfigError,
  InvalidRecordError,
  type TicketDraft,
  truncate,
} from '@throughline/plugin-kit'
import { answerOf, writtenSchema } from './answers.ts'
import { type Context, call, type List, listAll } from './client.ts'
import type { GithubConfig } from './config.ts'
import { issueId } from './issue-facts.ts'
import { coveredScope, ourselves, pathOf } from './repositories.ts'

/** How many of our own latest issues are looked through for one that was made before. */
const LOOKED_THROUGH = 1000

/**
 * GitHub takes no key of ours, so that each text ends with a mark that is not shown. Before anything is made, the mark
 * is looked for in what this account wrote: in its latest issues of the repository, or in the comments of the issue.
 * They are listed, not searched: GitHub's search knows new issues only after a while.
 */
export const actions: Actions<GithubConfig> = {
  async createTicket(ctx, draft, key) {
    const repository = repositoryFor(ctx.config, draft)
    const { login } = await ourselves(ctx)
    const path = `${pathOf(ctx.config, repository)}/issues`
    const query = { creator: login, state: 'all', sort: 'created', direction: 'desc' }
    const known = await findMarked(ctx, { path, item: writtenSchema, query }, login, key, LOOKED_THROUGH)
    const issue = known ?? (await write(ctx, path, issueOf(ctx.config, draft, key)))
    if (issue.number === undefined) throw new InvalidRecordError('GitHub made no issue of the ticket')
    return { externalId: issueId(repository, issue.number), url: issue.html_url }
  },

  async comment(ctx, { ticket, body }, key): Promise<ActionResult> {
    const [, name = '', number = ''] = /^([^#]+)#([0-9]+)$/.exec(ticket) ?? []
    const repository = coveredScope(ctx.config, name)
    if (repository === undefined) {
      throw new InvalidRecordError(
        `${JSON.stringify(ticket)} is no issue of this source, such as acme/shop#12`,
      )
    }
    const { login } = await ourselves(ctx)
    const path = `${pathOf(ctx.config, repository)}/issues/${number}/comments`
    const known = await findMarked(ctx, { path, item: writtenSchema }, login, key)
    const comment = known ?? (await write(ctx, path, { body: marked(body, key) }))
    return { externalId: String(comment.id), url: comment.html_url }
  },
}

function repositoryFor(
  { ticketRepository, repositories, ...config }: GithubConfig,
  { project }: TicketDraft,
): string {
  const only = repositories?.length === 1 ? repositories[0] : undefined
  const name = project ?? ticketRepository ?? only
  if (name === undefined) {
    throw new ConfigError('Say where tickets are made: set ticketRepository in the configuration')
  }
  const scope = coveredScope({ ...config, ...(repositories === undefined ? {} : { repositories }) }, name)
  if (scope !== undefined) return scope
  if (project === undefined)
    throw new ConfigError('ticketRepository must be one of the repositories that are read')
  throw new InvalidRecordError(
    `${JSON.stringify(project)} is no repository of this source, such as acme/shop`,
  )
}

/** GitHub makes labels that do not exist yet, and drops them all where the account may not set labels. */
function issueOf(
  { tickets }: GithubConfig,
  { title, body, kind, priority, labels = {} }: TicketDraft,
  key: string,
) {
  const names = [
    Object.entries(tickets.kinds).find(([, meant]) => meant === kind)?.[0] ?? [],
    Object.entries(tickets.priorities).find(([, meant]) => meant === priority)?.[0] ?? [],
    Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}: ${value}`)),
  ].flat()
  const usable = names.filter((name) => !name.includes('*') && name.length <= MAX_LABEL)
  return { title: truncate(title, MAX_TITLE), body: marked(body, key), labels: [...new Set(usable)] }
}

const MAX_TITLE = 256
const MAX_LABEL = 50

async function write(ctx: Context, path: string, json: unknown) {
  return answerOf(writtenSchema, await call(ctx, path, { method: 'POST', json }))
}

/** What this account wrote and marked with the key, if it did. */
async function findMarked(
  ctx: Context,
  of: List<ReturnType<(typeof writtenSchema)['parse']>>,
  login: string,
  key: string,
  most = Number.POSITIVE_INFINITY,
) {
  let seen = 0
  for await (const items of listAll(ctx, of)) {
    const found = items.find(
      ({ body, user }) => user?.login === login && body?.includes(markOf(key)) === true,
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
