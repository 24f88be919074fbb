import {
  AuthError,
  type CheckReport,
  ConfigError,
  checkByTrying,
  errorCodeOf,
  type Scope,
} from '@throughline/plugin-kit'
import { mayRead } from '@throughline/plugin-kit/forges'
import { answerOf, repositorySchema } from './answers.ts'
import { type Context, call } from './client.ts'
import { ISSUES_SWITCHED_OFF } from './issues.ts'
import { ourselves, pathOf, repositoriesOf } from './repositories.ts'
import { NEEDS } from './teams.ts'

/** How many repositories are tried: what holds for these holds for the others of the same token, mostly. */
const TRIED = 5

/** What the plugin needs, thing by thing. */
export async function check(ctx: Context): Promise<readonly CheckReport[]> {
  const signIn = await checkByTrying('sign in', async () => `as ${(await ourselves(ctx)).login}`)
  if (signIn.some(({ status }) => status !== 'ok')) return signIn
  let scopes: readonly Scope[] = []
  const listed = await checkByTrying('list repositories', async () => {
    scopes = await repositoriesOf(ctx)
    return `${scopes.length} repositories`
  })
  const tried = scopes.slice(0, TRIED)
  return [
    ...signIn,
    ...listed,
    ...(await checkEach(ctx, 'read issues', tried, (path) => readIssues(ctx, path))),
    ...(await checkEach(ctx, 'read deployments', tried, (path) => readDeployments(ctx, path))),
    ...(await checkTeams(ctx)),
    ...(await checkEach(ctx, 'create issues and comments', tried, (path) => canHoldIssues(ctx, path))),
  ]
}

/** One report for all repositories: the first that fails says why. */
async function checkEach(
  ctx: Context,
  capability: string,
  scopes: readonly Scope[],
  attempt: (path: string) => Promise<string>,
): Promise<CheckReport[]> {
  return checkByTrying(capability, async () => {
    const found: string[] = []
    for (const { id } of scopes) found.push(`${id}: ${await visibly(id, attempt(pathOf(ctx.config, id)))}`)
    return found.join(', ')
  })
}

/** Whether the teams of the organisations may be read; nothing if none are. */
async function checkTeams(ctx: Context): Promise<CheckReport[]> {
  const { teamOrganisations } = ctx.config
  if (teamOrganisations.length === 0) return []
  return checkByTrying('read teams', async () => {
    for (const organisation of teamOrganisations) {
      for (const what of ['teams', 'members']) {
        await mayRead(() => call(ctx, `/orgs/${organisation}/${what}`, { query: { per_page: 1 } }), NEEDS)
      }
    }
    return teamOrganisations.join(', ')
  })
}

/** GitHub answers 404, not 403, where the token may not even know that a repository exists. */
async function visibly(id: string, attempt: Promise<string>): Promise<string> {
  return attempt.catch((error: unknown) => {
    if (errorCodeOf(error) !== 'SCOPE_GONE') throw error
    throw new AuthError(
      `${id} does not exist, or the token does not reach it: choose it under Repository access of the token`,
    )
  })
}

async function readIssues(ctx: Context, path: string): Promise<string> {
  const request = { query: { per_page: 1 }, accept: [ISSUES_SWITCHED_OFF] }
  const { status } = await call(ctx, `${path}/issues`, request)
  return status === ISSUES_SWITCHED_OFF ? 'issues are switched off' : 'read'
}

async function readDeployments(ctx: Context, path: string): Promise<string> {
  await call(ctx, `${path}/deployments`, { query: { per_page: 1 } })
  return 'read'
}

/** Whether the token may write shows only when it does; what can be seen is whether there is anything to write to. */
async function canHoldIssues(ctx: Context, path: string): Promise<string> {
  const { full_name, archived, has_issues } = answerOf(repositorySchema, await call(ctx, path))
  if (`/repos/${full_name}`.toLowerCase() !== path) {
    throw new ConfigError(
      `${path.slice('/repos/'.length)} is called ${full_name} now: name it in repositories, and set formerNames so that its tickets keep their ids`,
    )
  }
  if (archived === true) return 'archived, so that nothing can be created'
  if (has_issues === false) return 'issues are switched off, so that none can be created'
  return 'takes issues; the token must have Issues: read and write'
}
