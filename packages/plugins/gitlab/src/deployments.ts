import type { IncrementalStream } from '@throughline/plugin-kit'
import { changedCursor, fits, inOrderOfChange, type Position } from '@throughline/plugin-kit/forges'
import { type Deployment, deploymentSchema } from './answers.ts'
import { type Context, list, projectPathOf } from './client.ts'
import type { GitlabConfig } from './config.ts'
import { type DeploymentFacts, deploymentFacts, deploymentId } from './deployment-facts.ts'
import { firstCommitAt } from './first-commit.ts'
import { mapDeployment } from './map-deployment.ts'
import { projectsOf } from './projects.ts'

/** GitLab wants this order and this filter together; before it there was no deployment. */
const BEFORE_ALL = '1970-01-01T00:00:00Z'

/** Deployments of the environments that are read. */
export const deployments: IncrementalStream<DeploymentFacts, GitlabConfig, Position> = {
  name: 'deployments',
  record: 'change',
  mode: 'incremental',
  cursor: changedCursor,
  watermarkDelay: 60_000,
  lookback: 60_000,
  scopes: projectsOf,
  async *pages(ctx, { id: project }, from, until) {
    for await (const { raw, next } of inOrderOfChange(changedDeployments(ctx, project), from, until)) {
      const facts: DeploymentFacts[] = []
      for (const deployment of raw.filter((one) => isRead(ctx.config, one))) {
        const first = ctx.config.deployments.firstCommits
          ? await firstCommitAt(ctx, project, deployment)
          : undefined
        facts.push(deploymentFacts(ctx.config, project, deployment, first))
      }
      yield { raw: facts, next }
    }
  },
  primaryKey: ({ project, deployment }) => deploymentId(project, deployment.id),
  map: mapDeployment,
}

function changedDeployments(ctx: Context, project: string) {
  const path = `${projectPathOf(project)}/deployments`
  return {
    read: (since: string | undefined, page: number) => {
      const query = { order_by: 'updated_at', sort: 'asc', updated_after: since ?? BEFORE_ALL }
      return list(ctx, { path, item: deploymentSchema, query }, page)
    },
    key: ({ id }: Deployment) => String(id),
    changedAt: ({ updated_at }: Deployment) => updated_at,
  }
}

function isRead({ deployments: { environments } }: GitlabConfig, { environment }: Deployment): boolean {
  if (environments === undefined) return true
  return environment != null && environments.some((pattern) => fits(pattern, environment.name))
}
