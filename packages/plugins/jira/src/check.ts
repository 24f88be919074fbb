import { type CheckReport, checkByTrying } from '@throughline/plugin-kit'
import type { Context } from './call.ts'
import * as client from './client.ts'
import { FieldIndex } from './field-index.ts'
import { namedFields } from './issue-reading.ts'

/** What the account may do. Without the first, nothing else is asked. */
export async function check(ctx: Context): Promise<CheckReport[]> {
  const account = await checkByTrying('sign in', async () => {
    await client.myself(ctx)
    return 'Jira knows the account'
  })
  if (account.some(({ status }) => status !== 'ok')) return account
  const { newTicketProject, worklogs } = ctx.config
  return [
    ...account,
    ...(await checkByTrying('read issues', () => readable(ctx))),
    ...(worklogs ? await checkByTrying('read work logs', () => worklogsReadable(ctx)) : []),
    ...(await permitted(ctx, 'create issues', 'CREATE_ISSUES', 'Create issues', newTicketProject)),
    ...(await permitted(ctx, 'comment', 'ADD_COMMENTS', 'Add comments', newTicketProject)),
  ]
}

async function readable(ctx: Context): Promise<string> {
  const { projects: named } = ctx.config
  if (named !== undefined) for (const key of named) await client.project(ctx, key)
  const count = named?.length ?? (await client.projects(ctx)).length
  const index = new FieldIndex(await client.fields(ctx))
  const missing = namedFields(ctx.config).filter((name) => index.idsOf(name).length === 0)
  const found = `${count} ${count === 1 ? 'project' : 'projects'}`
  return missing.length === 0 ? found : `${found}; this site has no field ${missing.join(', ')}`
}

async function worklogsReadable(ctx: Context): Promise<string> {
  await client.changedWorklogs(ctx, ctx.clock().getTime())
  return 'Jira lists them'
}

async function permitted(
  ctx: Context,
  capability: string,
  permission: string,
  title: string,
  project: string | undefined,
): Promise<CheckReport[]> {
  const where = project === undefined ? 'in any project' : `in ${project}`
  const reports = await checkByTrying(capability, async () => {
    const granted = await client.permissions(ctx, [permission], project)
    return granted[permission] === true ? where : ''
  })
  return reports.map((report) =>
    report.status === 'ok' && report.detail === ''
      ? {
          capability,
          status: 'missing-permission',
          detail: `The account lacks the permission ${title} ${where}. Needed to write alone; reading works without.`,
        }
      : report,
  )
}
