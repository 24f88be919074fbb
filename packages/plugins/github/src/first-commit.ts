import { AuthError } from '@throughline/plugin-kit'
import { answerOf, comparisonSchema, type Deployment, type DeploymentStatus } from './answers.ts'
import { type Context, call } from './client.ts'
import { pathOf } from './repositories.ts'

/** How many earlier deployments to the same environment are looked at for one that succeeded. */
const MOST_EARLIER = 10
/** GitHub compares 250 commits at most, the oldest first; a page of it is enough for the earliest. */
const COMMITS = 100

const NOT_FOUND = 404

/** Whether a deployment has succeeded; a later one may have made it inactive. */
function hasSucceeded(statuses: readonly Pick<DeploymentStatus, 'state'>[]): boolean {
  return statuses.some(({ state }) => state === 'success')
}

/** Reads statuses; those of a deployment may be asked for more than once. */
type ReadStatuses = (deployment: Deployment) => Promise<readonly DeploymentStatus[]>

/**
 * When the earliest commit was written that a successful deployment contains and the successful one before it to the same
 * environment does not. Undefined if there is no such commit, none of the last ten deployments before it succeeded, the
 * histories cannot be compared, or the token may not read them.
 *
 * @param earlier the deployments of the repository before it, the latest first
 */
export async function firstCommitAt(
  ctx: Context,
  repository: string,
  deployment: Deployment,
  earlier: AsyncIterable<Deployment>,
  statusesOf: ReadStatuses,
): Promise<string | undefined> {
  if (!hasSucceeded(await statusesOf(deployment))) return undefined
  let looked = 0
  for await (const before of earlier) {
    if (before.environment !== deployment.environment) continue
    if (hasSucceeded(await statusesOf(before)))
      return earliestCommit(ctx, repository, before.sha, deployment.sha)
    looked += 1
    if (looked === MOST_EARLIER) return undefined
  }
  return undefined
}

async function earliestCommit(
  ctx: Context,
  repository: string,
  base: string,
  head: string,
): Promise<string | undefined> {
  if (base === head) return undefined
  const path = `${pathOf(ctx.config, repository)}/compare/${base}...${head}`
  try {
    const response = await call(ctx, path, { query: { per_page: COMMITS }, accept: [NOT_FOUND] })
    if (response.status === NOT_FOUND) return undefined
    const { commits } = answerOf(comparisonSchema, response)
    return commits
      .flatMap(({ commit }) => commit.author?.date ?? [])
      .sort((a, b) => Date.parse(a) - Date.parse(b))[0]
  } catch (error) {
    if (!(error instanceof AuthError)) throw error
    // Deployments can be read without the contents of the repository: what is missing is this time alone.
    ctx.log.warn('The token may not compare commits, so the first commit of deployments is not known', {
      repository,
    })
    return undefined
  }
}
