import { type IncrementalStream, type TimedCursorSpec, TransientError } from '@throughline/plugin-kit'
import { fits } from '@throughline/plugin-kit/forges'
import { z } from 'zod'
import { type Deployment, type DeploymentStatus, deploymentSchema, statusSchema } from './answers.ts'
import { type Context, list, listAll } from './client.ts'
import type { GithubConfig } from './config.ts'
import { type DeploymentFacts, deploymentFacts, deploymentId } from './deployment-facts.ts'
import { firstCommitAt } from './first-commit.ts'
import { hasEnded, mapDeployment } from './map-deployment.ts'
import { pathOf, repositoriesOf } from './repositories.ts'

const instant = z.iso.datetime({ offset: true })

/**
 * What was made before `since` was read to its end. GitHub lists deployments newest first and cannot be asked for those
 * since a moment: a `walk` goes from the newest down to `since`, and what it met becomes `since` when it is over: the
 * newest, or the earliest that has not ended and must be read again.
 */
const positionSchema = z.strictObject({
  since: instant,
  walk: z
    .strictObject({ page: z.int().min(2), newest: instant, unended: instant.exactOptional() })
    .exactOptional(),
})
type Position = z.infer<typeof positionSchema>

const cursor: TimedCursorSpec<Position> = {
  version: 1,
  schema: positionSchema,
  time: {
    of: ({ since }) => new Date(since),
    at: (moment) => ({ since: moment.toISOString() }),
  },
}

/** Deployments, each with all its statuses. */
export const deployments: IncrementalStream<DeploymentFacts, GithubConfig, Position> = {
  name: 'deployments',
  record: 'change',
  mode: 'incremental',
  cursor,
  watermarkDelay: 60_000,
  lookback: 60_000,
  scopes: repositoriesOf,
  async *pages(ctx, { id: repository }, from, until) {
    const since = from?.since ?? daysBefore(until, ctx.config.deployments.historyDays)
    const followed = daysBefore(until, ctx.config.deployments.followDays)
    let walk = from?.walk
    const read = new Map<number, readonly DeploymentStatus[]>()
    const statusesOf = async (deployment: Deployment) => {
      const statuses = read.get(deployment.id) ?? (await readStatuses(ctx, repository, deployment))
      read.set(deployment.id, statuses)
      return statuses
    }
    for (let before: readonly Deployment[] = []; ; ) {
      const { items, more } = await newest(ctx, repository, walk?.page ?? 1)
      if (items.length > 0 && items.every(({ id }) => before.some((earlier) => earlier.id === id))) {
        throw new TransientError('The list of deployments repeats itself')
      }
      const [first] = items
      if (first === undefined) {
        if (walk !== undefined) yield { raw: [], next: { since: walk.unended ?? walk.newest } }
        return
      }
      const raw: DeploymentFacts[] = []
      for (const deployment of items.filter((item) => isRead(ctx.config, item) && !isBefore(item, since))) {
        const statuses = await statusesOf(deployment)
        const earlier = olderThan(ctx, repository, deployment, items, more, walk?.page ?? 1)
        const first = ctx.config.deployments.firstCommits
          ? await firstCommitAt(ctx, repository, deployment, earlier, statusesOf)
          : undefined
        raw.push(deploymentFacts(ctx.config, repository, deployment, statuses, first))
      }
      const unended = raw.filter((facts) => !hasEnded(facts) && !isBefore(facts.deployment, followed))
      const met = earliest(
        [walk?.unended ?? [], unended.map(({ deployment }) => deployment.created_at)].flat(),
      )
      const top = walk?.newest ?? latest(first.created_at, since)
      if (!more || items.some((item) => isBefore(item, since))) {
        yield { raw, next: { since: met ?? top } }
        return
      }
      walk = { page: (walk?.page ?? 1) + 1, newest: top, ...(met === undefined ? {} : { unended: met }) }
      yield { raw, next: { since, walk } }
      before = items
    }
  },
  primaryKey: ({ repository, deployment }) => deploymentId(repository, deployment.id),
  map: mapDeployment,
}

function newest(ctx: Context, repository: string, page: number) {
  return list(ctx, { path: `${pathOf(ctx.config, repository)}/deployments`, item: deploymentSchema }, page)
}

/** Deployments before one of a page, the latest first: those on the page, and those on the next. */
async function* olderThan(
  ctx: Context,
  repository: string,
  deployment: Deployment,
  items: readonly Deployment[],
  more: boolean,
  page: number,
): AsyncGenerator<Deployment> {
  yield* items.slice(items.indexOf(deployment) + 1)
  if (more) yield* (await newest(ctx, repository, page + 1)).items.filter(({ id }) => id !== deployment.id)
}

async function readStatuses(ctx: Context, repository: string, { id }: Deployment) {
  const statuses: DeploymentStatus[] = []
  const path = `${pathOf(ctx.config, repository)}/deployments/${id}/statuses`
  for await (const page of listAll(ctx, { path, item: statusSchema })) statuses.push(...page)
  return statuses
}

function isRead({ deployments: { environments } }: GithubConfig, { environment }: Deployment): boolean {
  return environments === undefined || environments.some((pattern) => fits(pattern, environment))
}

function isBefore({ created_at }: Deployment, moment: string): boolean {
  return Date.parse(created_at) < Date.parse(moment)
}

function latest(a: string, b: string): string {
  return Date.parse(a) < Date.parse(b) ? b : a
}

function earliest(moments: readonly string[]): string | undefined {
  return moments.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0]
}

function daysBefore(moment: Date, days: number): string {
  return new Date(moment.getTime() - days * 86_400_000).toISOString()
}
