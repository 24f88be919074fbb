import { answerOf, comparisonSchema, type Deployment, deploymentSchema } from './answers.ts'
import { type Context, call, list, projectPathOf } from './client.ts'

/** Statuses of a project whose repository the token may not read, or whose history was rewritten. */
const UNREADABLE = [403, 404]

/**
 * When the earliest commit was written that a successful deployment contains and the successful one before it to the same
 * environment does not. Undefined if there is no such commit or deployment, or the token may not read the repository.
 */
export async function firstCommitAt(
  ctx: Context,
  project: string,
  deployment: Deployment,
): Promise<string | undefined> {
  const base = await shaBefore(ctx, project, deployment)
  if (base === undefined || base === deployment.sha) return undefined
  const response = await call(ctx, `${projectPathOf(project)}/repository/compare`, {
    query: { from: base, to: deployment.sha },
    accept: UNREADABLE,
  })
  if (UNREADABLE.includes(response.status)) return undefined
  return answerOf(comparisonSchema, response)
    .commits.flatMap(({ authored_date }) => authored_date ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0]
}

async function shaBefore(ctx: Context, project: string, deployment: Deployment): Promise<string | undefined> {
  const { id, status, environment, updated_at } = deployment
  if (status !== 'success' || environment == null) return undefined
  const query = {
    environment: environment.name,
    status: 'success',
    order_by: 'updated_at',
    sort: 'desc',
    updated_before: updated_at,
  }
  const path = `${projectPathOf(project)}/deployments`
  const { items } = await list(ctx, { path, item: deploymentSchema, query }, 1)
  return items.find((one) => one.id < id)?.sha
}
