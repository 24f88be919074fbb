import type { Scope } from '@throughline/plugin-kit'
import { fits } from '@throughline/plugin-kit/forges'
import { accountSchema, answerOf, type Repository, repositorySchema } from './answers.ts'
import { type Context, call, listAll } from './client.ts'
import type { GithubConfig } from './config.ts'

const ORDER = { type: 'all', sort: 'full_name', direction: 'asc' }

type Names = Pick<GithubConfig, 'formerNames'>

/**
 * The id of a repository: its lower-case name, since GitHub takes names in any case, and for a renamed one the name under
 * which it was first read.
 */
function scopeIdOf({ formerNames }: Names, fullName: string): string {
  const name = fullName.toLowerCase()
  const renamed = Object.entries(formerNames).find(([present]) => present.toLowerCase() === name)
  return renamed === undefined ? name : renamed[1].toLowerCase()
}

/** The path of a repository in the API, by its id. A renamed one is asked for by its present name. */
export function pathOf({ formerNames }: Names, id: string): string {
  const renamed = Object.entries(formerNames).find(([, former]) => former.toLowerCase() === id)
  return `/repos/${renamed === undefined ? id : renamed[0].toLowerCase()}`
}

/** The scope of a repository that somebody names, undefined when the configuration does not cover it. */
export function coveredScope(config: GithubConfig, fullName: string): string | undefined {
  const { repositories, owner, exclude } = config
  const id = scopeIdOf(config, fullName)
  if (repositories !== undefined) {
    return repositories.some((name) => scopeIdOf(config, name) === id) ? id : undefined
  }
  const name = pathOf(config, id).slice('/repos/'.length)
  if (owner === undefined || !name.startsWith(`${owner.toLowerCase()}/`)) return undefined
  return exclude.some((pattern) => fits(pattern, name)) ? undefined : id
}

/** The repositories to read: those that are named, else those of the owner that are not archived. */
export async function repositoriesOf(ctx: Context): Promise<Scope[]> {
  const { repositories, owner } = ctx.config
  if (repositories !== undefined) {
    return [...new Map(repositories.map((name) => [scopeIdOf(ctx.config, name), name]))].map(
      ([id, title]) => ({
        id,
        title,
      }),
    )
  }
  const scopes: Scope[] = []
  const path = await listingOf(ctx, owner ?? '')
  for await (const page of listAll(ctx, { path, item: repositorySchema, query: ORDER })) {
    scopes.push(
      ...page.filter((found) => isRead(ctx.config, found)).map((found) => scopeOf(ctx.config, found)),
    )
  }
  return scopes
}

function isRead(config: GithubConfig, { full_name, archived }: Repository): boolean {
  return archived !== true && coveredScope(config, full_name) !== undefined
}

function scopeOf(config: Names, { full_name }: Repository): Scope {
  return { id: scopeIdOf(config, full_name), title: full_name }
}

/** Where the repositories of an owner are listed: a user's private ones only to that user. */
async function listingOf(ctx: Context, owner: string): Promise<string> {
  const account = answerOf(accountSchema, await call(ctx, `/users/${owner}`))
  if (account.type === 'Organization') return `/orgs/${owner}/repos`
  const { login } = await ourselves(ctx)
  return login.toLowerCase() === owner.toLowerCase() ? '/user/repos' : `/users/${owner}/repos`
}

/** Whom the token belongs to. */
export async function ourselves(ctx: Context): Promise<{ readonly login: string }> {
  return answerOf(accountSchema, await call(ctx, '/user'))
}
