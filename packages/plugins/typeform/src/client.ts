import { type HttpResponse, type PluginContext, TransientError } from '@throughline/plugin-kit'
import type { z } from 'zod'
import type { TypeformConfig } from './config.ts'
import {
  type Form,
  type FormList,
  formListSchema,
  formSchema,
  type Response,
  responseListSchema,
} from './wire.ts'

type Context = PluginContext<TypeformConfig>

/** The most that Typeform gives in one page of forms. */
const MOST_FORMS = 200

/** What to ask of the responses of a form; times are whole seconds since 1970, both ends included. */
export interface ResponseQuery {
  readonly since?: number | undefined
  readonly until: number
  /** Ids of responses to leave out. */
  readonly without: readonly string[]
}

/** A page of the forms, the oldest first, so that editing one moves none. */
export async function listForms(ctx: Context, page: number): Promise<FormList> {
  const { workspace, pageSize } = ctx.config
  const response = await ctx.http.request(address(ctx, ['forms']), {
    headers: authorised(ctx),
    query: {
      page,
      page_size: Math.min(pageSize, MOST_FORMS),
      sort_by: 'created_at',
      order_by: 'asc',
      workspace_id: workspace,
    },
  })
  return read(response, formListSchema, 'the list of forms')
}

/** A form with its questions; undefined when it does not exist any more. */
export async function readForm(ctx: Context, id: string): Promise<Form | undefined> {
  const response = await ctx.http.request(address(ctx, ['forms', id]), {
    headers: authorised(ctx),
    accept: [404],
  })
  return response.status === 404 ? undefined : read(response, formSchema, `the form ${id}`)
}

/** Finished responses of a form, the earliest first. */
export async function listResponses(ctx: Context, form: string, query: ResponseQuery): Promise<Response[]> {
  const response = await ctx.http.request(address(ctx, ['forms', form, 'responses']), {
    headers: authorised(ctx),
    query: {
      page_size: ctx.config.pageSize,
      since: query.since,
      until: query.until,
      sort: 'submitted_at,asc',
      response_type: 'completed',
      excluded_response_ids: query.without.length === 0 ? undefined : query.without.join(','),
    },
  })
  return read(response, responseListSchema, `responses to the form ${form}`).items
}

function address({ config }: Context, path: readonly string[]): string {
  return [config.url.replace(/\/+$/, ''), ...path.map(encodeURIComponent)].join('/')
}

function authorised({ config }: Context) {
  return { authorization: ['Bearer ', config.token] }
}

function read<T>(response: HttpResponse, schema: z.ZodType<T>, what: string): T {
  const result = schema.safeParse(response.json())
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.')
  throw new TransientError(
    `Typeform answered something else than ${what}, at ${where}: look at what the url leads to`,
  )
}
