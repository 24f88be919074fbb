import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { type MadeUpResponse, toEase, toPulse } from './answers.ts'
import { bare, draft, ease, type MadeUpSurvey, pulse } from './surveys.ts'

export const API_KEY = 'fbk_made-up-api-key'

/** Formbricks as its documentation describes it, over surveys and responses in memory. */
export class MadeUpFormbricks implements FakeSystem {
  surveys: MadeUpSurvey[] = [pulse, ease, bare, draft].map((survey) => structuredClone(survey))
  responses: MadeUpResponse[] = [...toPulse, ...toEase].map((response) => structuredClone(response))
  /** Whether it knows filterDateField; older ones do not. */
  modern = true

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    if (request.headers['x-api-key'] !== API_KEY) {
      return { status: 401, json: { code: 'not_authenticated', message: 'Not authenticated', details: {} } }
    }
    const { path, query } = request
    if (path === '/api/v1/management/surveys') return this.#listSurveys(query)
    if (path === '/api/v2/management/responses') return this.#listResponses(query)
    const [, id] = /^\/api\/v1\/management\/surveys\/([^/]+)$/.exec(path) ?? []
    const survey = this.surveys.find((candidate) => candidate.id === id)
    if (survey !== undefined) return { json: { data: survey } }
    return { status: 404, json: { code: 'not_found', message: 'Survey not found', details: {} } }
  }

  /** Somebody corrects an answer. */
  touch(at: Date): void {
    const response = this.responses.find(({ id }) => id === 'r-same-c')
    if (response === undefined) return
    response.updatedAt = at.toISOString()
    response.data = { ...response.data, nps: 10 }
  }

  remove(stream: string): void {
    if (stream === 'responses') this.responses = this.responses.filter(({ id }) => id !== 'r-same-c')
    else this.surveys = this.surveys.filter(({ id }) => id !== ease.id)
  }

  #listSurveys(query: URLSearchParams): UpstreamAnswer {
    const offset = Number(query.get('offset') ?? 0)
    const limit = Number(query.get('limit') ?? this.surveys.length)
    const sorted = this.surveys.toSorted((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    return { json: { data: sorted.slice(offset, offset + limit) } }
  }

  #listResponses(query: URLSearchParams): UpstreamAnswer {
    const field = this.modern ? (query.get('filterDateField') ?? 'createdAt') : 'createdAt'
    const by = query.get('sortBy') ?? 'createdAt'
    const limit = Number(query.get('limit') ?? 50)
    if (!isTime(field) || !isTime(by) || !(limit >= 1 && limit <= 250)) {
      return { status: 400, json: { error: { code: 400, message: 'Bad Request' } } }
    }
    const from = query.get('startDate') ?? ''
    const until = query.get('endDate') ?? '9'
    const found = this.responses.filter(
      (response) =>
        response.surveyId === (query.get('surveyId') ?? response.surveyId) &&
        response[field] >= from &&
        response[field] <= until,
    )
    const sign = query.get('order') === 'asc' ? 1 : -1
    const sorted = found.sort((a, b) => (a[by] === b[by] ? 0 : a[by] < b[by] ? -sign : sign))
    const skip = Number(query.get('skip') ?? 0)
    const meta = { total: sorted.length, limit, offset: skip }
    return { json: { data: sorted.slice(skip, skip + limit), meta } }
  }
}

function isTime(field: string): field is 'createdAt' | 'updatedAt' {
  return field === 'createdAt' || field === 'updatedAt'
}
