import { type HttpResponse, type PluginContext, TransientError } from '@throughline/plugin-kit'
import type { z } from 'zod'
import type { FormbricksConfig } from './config.ts'
import { oneSurveySchema, type Response, responseListSchema, type Survey, surveyListSchema } from './wire.ts'

type Context = PluginContext<FormbricksConfig>

/** By which of its times responses are ordered and chosen. */
export type ResponseTime = 'createdAt' | 'updatedAt'

/** What to ask of the responses to a survey; both instants are included. */
export interface ResponseQuery {
  readonly by: ResponseTime
  readonly from?: string | undefined
  readonly until: Date
  readonly skip: number
}

/** A part of the surveys, the one that was changed last first. */
export async function listSurveys(ctx: Context, offset: number, limit: number): Promise<Survey[]> {
  const response = await ctx.http.request(address(ctx, 'v1/management/surveys'), {
    headers: authorised(ctx),
    query: { limit, offset },
  })
  return read(response, surveyListSchema, 'the list of surveys').data
}

/** A survey with its questions; undefined when it does not exist any more. */
export async function readSurvey(ctx: Context, id: string): Promise<Survey | undefined> {
  const response = await ctx.http.request(address(ctx, `v1/management/surveys/${encodeURIComponent(id)}`), {
    headers: authorised(ctx),
    accept: [404],
  })
  return response.status === 404 ? undefined : read(response, oneSurveySchema, `the survey ${id}`).data
}

/** A page of the responses to a survey, finished or not, the earliest first. */
export async function listResponses(ctx: Context, survey: string, query: ResponseQuery): Promise<Response[]> {
  const response = await ctx.http.request(address(ctx, 'v2/management/responses'), {
    headers: authorised(ctx),
    query: {
      surveyId: survey,
      limit: ctx.config.pageSize,
      skip: query.skip,
      sortBy: query.by,
      order: 'asc',
      filterDateField: query.by,
      startDate: query.from,
      endDate: query.until.toISOString(),
    },
  })
  return read(response, responseListSchema, `responses to the survey ${survey}`).data
}

/** Whether this Formbricks chooses responses by the time they changed. Older ones pass that wish over in silence. */
export async function choosesByChange(ctx: Context): Promise<boolean> {
  const response = await ctx.http.request(address(ctx, 'v2/management/responses'), {
    headers: authorised(ctx),
    query: { limit: 1, filterDateField: 'none' },
    accept: [400],
  })
  return response.status === 400
}

function address({ config }: Context, path: string): string {
  return `${config.url.replace(/\/+$/, '')}/api/${path}`
}

function authorised({ config }: Context) {
  return { 'x-api-key': config.apiKey }
}

function read<T>(response: HttpResponse, schema: z.ZodType<T>, what: string): T {
  const result = schema.safeParse(response.json())
  if (result.success) return result.data
  const where = result.error.issues[0]?.path.map(String).join('.')
  throw new TransientError(
    `Formbricks answered something else than ${what}, at ${where}: look at what the url leads to`,
  )
}
