import { expect, test } from 'vitest'
import { deployments } from '../src/deployments.ts'
import { mapDeployment } from '../src/map-deployment.ts'
import { allOf, type Run, withGitlab } from './run.ts'
import { NOW } from './system.ts'

async function firsts({ ctx }: Run): Promise<string[]> {
  const pages = await allOf(deployments.pages(ctx, { id: 'acme/shop' }, null, new Date(NOW)))
  return pages.flatMap(({ raw }) =>
    raw.flatMap((facts) => {
      const { firstCommitAt } = mapDeployment(facts)
      return firstCommitAt === undefined ? [] : [`${facts.deployment.id} ${firstCommitAt}`]
    }),
  )
}

test('a deployment says when the earliest commit was written that the successful one before does not have', () =>
  withGitlab({}, async (run) => {
    expect(await firsts(run)).toEqual(['50 2026-03-02T09:30:00.000Z'])
    expect(run.upstream.requests.filter(({ path }) => path.endsWith('/compare'))).toHaveLength(1)
    run.system.repository = 'hidden'
    expect(await firsts(run)).toEqual([])
  }))

test('deployments are not compared where that is not wanted', () =>
  withGitlab({ deployments: { firstCommits: false } }, async (run) => {
    expect(await firsts(run)).toEqual([])
    expect(run.upstream.requests.some(({ path }) => path.endsWith('/compare'))).toBe(false)
  }))
