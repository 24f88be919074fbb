import { AuthError, type CheckReport, checkByTrying, errorCodeOf, type Scope } from '@throughline/plugin-kit'
import { mayRead } from '@throughline/plugin-kit/forges'
import { answerOf, tokenSchema } from './answers.ts'
import { type Context, call, projectPathOf } from './client.ts'
import { ourselves, projectsOf } from './projects.ts'
import { NEEDS } from './teams.ts'
import { time } from './time.ts'

/** How many projects are tried: what holds for these holds for the others of the same token, mostly. */
const TRIED = 5

/** What the plugin needs, thing by thing. */
export async function check(ctx: Context): Promise<readonly CheckReport[]> {
  const signIn = await checkByTrying('sign in', async () => `as ${(await ourselves(ctx)).username}`)
  if (signIn.some(({ status }) => status !== 'ok')) return signIn
  let scopes: readonly Scope[] = []
  const listed = await checkByTrying('list projects', async () => {
    scopes = await projectsOf(ctx)
    return `${scopes.length} projects`
  })
  const tried = scopes.slice(0, TRIED)
  const first = { query: { per_page: 1 } }
  const each = (capability: string, attempt: (scope: Scope) => Promise<unknown>) =>
    checkByTrying(capability, async () => {
      for (const scope of tried) await visibly(scope, attempt(scope))
      return tried.map(({ id }) => id).join(', ')
    })
  return [
    ...signIn,
    ...listed,
    ...(await each('read issues', ({ id }) => call(ctx, `${projectPathOf(id)}/issues`, first))),
    ...(ctx.config.timeTracking === 'entries' ? await each('read time entries', readTime(ctx)) : []),
    ...(await each('read deployments', ({ id }) => call(ctx, `${projectPathOf(id)}/deployments`, first))),
    ...(await checkTeams(ctx)),
    ...(await checkByTrying('create issues and comments', () => mayWrite(ctx))),
  ]
}

/** Whether the groups that are teams may be read with their members; nothing if none are. */
async function checkTeams(ctx: Context): Promise<CheckReport[]> {
  const { teamGroups } = ctx.config
  if (teamGroups.length === 0) return []
  return checkByTrying('read teams', async () => {
    for (const group of teamGroups) {
      for (const what of ['descendant_groups', 'members']) {
        const path = `/groups/${encodeURIComponent(group)}/${what}`
        await mayRead(() => call(ctx, path, { query: { per_page: 1 } }), NEEDS)
      }
    }
    return teamGroups.join(', ')
  })
}

/** GitLab answers 404, not 403, where the token may not even know that a project exists. */
async function visibly({ id }: Scope, attempt: Promise<unknown>): Promise<void> {
  await attempt.catch((error: unknown) => {
    if (errorCodeOf(error) !== 'SCOPE_GONE') throw error
    throw new AuthError(`${id} does not exist, or the token does not reach it: make its account a member`)
  })
}

function readTime(ctx: Context): (scope: Scope) => Promise<unknown> {
  const small = { ...ctx, config: { ...ctx.config, pageSize: 1 } }
  return async (scope) => {
    for await (const _page of time.pages(small, scope, null, ctx.clock())) return
  }
}

async function mayWrite(ctx: Context): Promise<string> {
  const { scopes } = answerOf(tokenSchema, await call(ctx, '/personal_access_tokens/self'))
  if (scopes.includes('api')) return 'the token has the scope api'
  if (scopes.includes('granular')) return 'the token must be allowed to create issues and notes'
  throw new AuthError(
    'The token lacks the scope api, which creating issues and comments takes; reading works without',
  )
}
