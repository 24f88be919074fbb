import type { Scope } from '@throughline/plugin-kit'
import { fits } from '@throughline/plugin-kit/forges'
import { accountSchema, answerOf, type Repository, repositorySchema } from './answers.ts'
import { type Context, call, listAll } from './client.ts'
import type { GithubConfig } from './config.ts'

const ORDER = { type: 'all', sort: 'full_name', direction: 'asc' }

/** GitHub takes names in any case; ours are lower-case, so that one repository never has two. */
export function scopeIdOf(fullName: string): string {
  return fullName.toLowerCase()
}

/** The scope of a repository that somebody names, undefined when the configuration does not cover it. */
export function coveredScope(config: GithubConfig, fullName: string): string | undefined {
  const { repositories, owner, exclude } = config
  const id = scopeIdOf(fullName)
  if (repositories !== undefined) return repositories.some((name) => scopeIdOf(name) === id) ? id : undefined
  if (owner === undefined || !id.startsWith(`${owner.toLowerCase()}/`)) return undefined
  return exclude.some((pattern) => fits(pattern, id)) ? undefined : id
}

/** The repositories to read: those that are named, else those of the owner that are not archived. */
export async function repositoriesOf(ctx: Context): Promise<Scope[]> {
  const { repositories, owner } = ctx.config
  if (repositories !== undefined) {
    return [...new Map(repositories.map((name) => [scopeIdOf(name), name]))].map(([id, title]) => ({
      id,
      title,
    }))
  }
  const scopes: Scope[] = []
  const path = await listingOf(ctx, owner ?? '')
  for await (const page of listAll(ctx, { path, item: repositorySchema, query: ORDER })) {
    scopes.push(...page.filter((found) => isRead(ctx.config, found)).map(scopeOf))
  }
  return scopes
}

function isRead(config: GithubConfig, { full_name, archived }: Repository): boolean {
  return archived !== true && coveredScope(config, full_name) !== undefined
}

function scopeOf({ full_name }: Repository): Scope {
  return { id: scopeIdOf(full_name), title: full_name }
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
