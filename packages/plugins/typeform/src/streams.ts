import {
  type IncrementalStream,
  type PluginContext,
  ScopeNotFoundError,
  type SnapshotStream,
  TransientError,
} from '@throughline/plugin-kit'
import { readForm } from './client.ts'
import type { TypeformConfig } from './config.ts'
import { wantedForms } from './forms.ts'
import { mapForm, mapResponse } from './map.ts'
import { type Position, positionCursor } from './position.ts'
import { type RawForm, type RawResponse, rawFormOf, rawResponses } from './raw.ts'
import { responsePages } from './responses.ts'
import type { Form } from './wire.ts'

const MINUTE = 60_000

/** Every form. */
export const surveys: SnapshotStream<RawForm, TypeformConfig> = {
  name: 'surveys',
  record: 'survey',
  mode: 'snapshot',
  scopes: async () => [{ id: 'forms', title: 'Forms' }],
  async *pages(ctx) {
    for (const { id } of await wantedForms(ctx)) {
      ctx.signal.throwIfAborted()
      const form = await readForm(ctx, id)
      if (form !== undefined) yield { raw: [rawFormOf(ctx, form)], next: null }
      else if (ctx.config.onlyThese) ctx.log.warn('A form does not exist any more', { form: id })
      else throw new TransientError(`The form ${id} is listed and is not there: the list changed meanwhile`)
    }
  },
  primaryKey: ({ id }) => id,
  map: mapForm,
}

/** Finished responses, form by form. Typeform may show a response only half an hour after it was submitted. */
export const responses: IncrementalStream<RawResponse, TypeformConfig, Position> = {
  name: 'responses',
  record: 'response',
  mode: 'incremental',
  cursor: positionCursor,
  watermarkDelay: 30 * MINUTE,
  lookback: 30 * MINUTE,
  async scopes(ctx) {
    return (await wantedForms(ctx)).map(({ id, title }) => (title === undefined ? { id } : { id, title }))
  },
  async *pages(ctx, { id }, from, until) {
    const rawOf = rawResponses(ctx, await formOf(ctx, id))
    for await (const { items, next } of responsePages(ctx, id, from, until)) {
      yield { raw: items.map(rawOf), next }
    }
  },
  async *listKeys(ctx, { id }) {
    for await (const { items } of responsePages(ctx, id, null, ctx.clock()))
      yield items.map(({ token }) => token)
  },
  primaryKey: ({ id }) => id,
  map: mapResponse,
}

async function formOf(ctx: PluginContext<TypeformConfig>, id: string): Promise<Form> {
  const form = await readForm(ctx, id)
  if (form !== undefined) return form
  throw new ScopeNotFoundError(`The form ${id} does not exist any more`)
}
