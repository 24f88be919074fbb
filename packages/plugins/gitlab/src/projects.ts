import type { Scope } from '@throughline/plugin-kit'
import { fits } from '@throughline/plugin-kit/forges'
import { accountSchema, answerOf, projectSchema } from './answers.ts'
import { type Context, call, listAll } from './client.ts'
import type { GitlabConfig } from './config.ts'

/**
 * The scope of a project that somebody names, undefined when the configuration does not cover it. GitLab takes paths in
 * any case; a project that is configured is always called as it is written there.
 */
export function coveredScope({ projects, group, exclude }: GitlabConfig, path: string): string | undefined {
  const same = path.toLowerCase()
  if (projects !== undefined) return projects.find((project) => project.toLowerCase() === same)
  if (group === undefined || !same.startsWith(`${group.toLowerCase()}/`)) return undefined
  return exclude.some((pattern) => fits(pattern, path)) ? undefined : path
}

/** The projects to read: those that are named, else those of the group and below it that are not archived. */
export async function projectsOf(ctx: Context): Promise<Scope[]> {
  const { projects, group } = ctx.config
  if (projects !== undefined) {
    const once = new Map(
      projects.map((project) => [
        project.toLowerCase(),
        { id: coveredScope(ctx.config, project) ?? project },
      ]),
    )
    return [...once.values()]
  }
  const scopes: Scope[] = []
  const path = `/groups/${encodeURIComponent(group ?? '')}/projects`
  const query = { include_subgroups: true, archived: false, with_shared: false, order_by: 'id', sort: 'asc' }
  for await (const page of listAll(ctx, { path, item: projectSchema, query })) {
    for (const { path_with_namespace: id } of page) {
      if (coveredScope(ctx.config, id) !== undefined) scopes.push({ id })
    }
  }
  return scopes
}

/** Whom the token belongs to. */
export async function ourselves(ctx: Context): Promise<{ readonly username: string }> {
  return answerOf(accountSchema, await call(ctx, '/user'))
}
