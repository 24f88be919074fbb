import { type PluginContext, TransientError } from '@throughline/plugin-kit'
import { listForms } from './client.ts'
import type { TypeformConfig } from './config.ts'
import type { FormList } from './wire.ts'

/** A form that is to be read. */
export interface WantedForm {
  readonly id: string
  readonly title?: string
}

/**
 * The forms that are to be read. A list that changed while it was read is not taken, as a form may have slipped from
 * a page that was still to come to one that was read already.
 */
export async function wantedForms(ctx: PluginContext<TypeformConfig>): Promise<WantedForm[]> {
  const { surveys, onlyThese } = ctx.config
  if (onlyThese) return surveys.map(({ id }) => ({ id }))
  const forms = new Map<string, WantedForm>()
  const { page_count, total_items } = await readPage(ctx, 1, forms)
  for (let page = 2; page <= page_count; page++) await readPage(ctx, page, forms)
  if (forms.size === total_items) return [...forms.values()]
  throw new TransientError('The list of forms changed while it was read')
}

async function readPage(
  ctx: PluginContext<TypeformConfig>,
  page: number,
  forms: Map<string, WantedForm>,
): Promise<FormList> {
  ctx.signal.throwIfAborted()
  const list = await listForms(ctx, page)
  for (const { id, title } of list.items) forms.set(id, isFilled(title) ? { id, title } : { id })
  return list
}

/** Whether responses to a form are wanted. */
export function isSelected({ surveys, onlyThese }: TypeformConfig, form: string): boolean {
  return !onlyThese || surveys.some(({ id }) => id === form)
}

function isFilled(title: string | null | undefined): title is string {
  return typeof title === 'string' && /\S/.test(title)
}
