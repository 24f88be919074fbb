import {
  type ActionResult,
  type Actions,
  filled,
  ScopeNotFoundError,
  type TicketDraft,
} from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import * as client from './client.ts'
import type { ServiceNowConfig } from './config.ts'
import { idOf, shownAt, valueAt } from './row.ts'

/** Longest texts of these fields in an instance as it comes. */
const SHORT_DESCRIPTION = 160
const DESCRIPTION = 4000

/** What can be done in ServiceNow. */
export const actions: Actions<ServiceNowConfig> = {
  async createTicket(ctx, draft, key) {
    const table = draft.project ?? tableFor(ctx.config, draft.kind)
    const made =
      (await findByKey(ctx, table, key)) ??
      (await client.create(ctx, table, valuesOf(ctx.config, draft, key)))
    if (valueAt(made, 'correlation_id') !== key) {
      ctx.log.warn('ServiceNow did not keep the correlation_id of a new ticket: let the account write it', {
        table,
      })
    }
    return resultOf(ctx, table, idOf(made) ?? '')
  },

  async comment(ctx, { ticket, body }, key) {
    const task = await client.record(ctx, 'task', ticket, [
      'sys_id',
      'sys_class_name',
      'work_notes',
      'comments',
    ])
    const table = valueAt(task, 'sys_class_name') ?? 'task'
    const mark = `(throughline ${key})`
    const said = ['work_notes', 'comments'].some((field) =>
      shownAt(task, field, Number.MAX_SAFE_INTEGER)?.includes(mark),
    )
    if (!said)
      await client.change(ctx, table, ticket, { [ctx.config.commentField]: `${harmless(body)}\n\n${mark}` })
    return { ...resultOf(ctx, table, ticket), externalId: `${ticket}/${key}` }
  },
}

/** ServiceNow leaves a condition out that it does not understand or the account may not see: what it finds is looked at. */
async function findByKey(
  ctx: Context,
  table: string,
  key: string,
): Promise<Awaited<ReturnType<typeof client.record>> | undefined> {
  const question = {
    query: `correlation_id=${key}^ORDERBYsys_created_on`,
    fields: ['sys_id', 'correlation_id'],
    limit: 10,
  }
  const { rows } = await client.list(ctx, table, question)
  return rows.find((row) => valueAt(row, 'correlation_id') === key)
}

function tableFor({ newTicketTable }: ServiceNowConfig, kind: TicketDraft['kind']): string {
  if (kind === 'INCIDENT') return 'incident'
  return kind === 'PROBLEM' ? 'problem' : newTicketTable
}

function valuesOf(
  { newTicketValues }: ServiceNowConfig,
  draft: TicketDraft,
  key: string,
): Record<string, string> {
  const labels = Object.entries(draft.labels ?? {}).map(([name, value]) =>
    value === '' ? name : `${name}: ${value}`,
  )
  const text = [draft.body.trim(), labels.join('\n')].filter((part) => part !== '').join('\n\n')
  return {
    ...newTicketValues,
    ...levelsFor(draft.priority),
    short_description: filled(draft.title.replace(/\s+/g, ' '), SHORT_DESCRIPTION) ?? draft.title,
    description: filled(harmless(text), DESCRIPTION) ?? '',
    correlation_id: key,
    correlation_display: 'Throughline',
  }
}

/** ServiceNow works priority out from impact and urgency; these give the priority in an instance as it comes. */
function levelsFor(priority: number | undefined): Record<string, string> {
  if (priority === undefined) return {}
  const impact = Math.max(1, Math.floor((priority + 1) / 2))
  return { impact: String(impact), urgency: String(priority + 1 - impact) }
}

/** Within `[code]` ServiceNow shows HTML as such. */
function harmless(text: string): string {
  return text.replace(/\[(\/?code)\]/gi, '[ $1 ]')
}

function resultOf({ config }: Context, table: string, id: string): ActionResult {
  if (id === '')
    throw new ScopeNotFoundError(`The account may not read the sys_id of what it made in ${table}`)
  return { externalId: id, url: `${config.url.replace(/\/+$/, '')}/${table}.do?sys_id=${id}` }
}
