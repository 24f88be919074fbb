import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import { type MadeUpResponse, toOpinion, toStars } from './answers.ts'
import { empty, opinion, stars } from './forms.ts'

export const TOKEN = 'tfp_made-up-personal-token'

interface MadeUpForm {
  readonly id: string
  title: string | null
  readonly created_at: string
  last_updated_at: string
}

/** Typeform as its documentation describes it, over forms and responses in memory. */
export class MadeUpTypeform implements FakeSystem {
  readonly forms: MadeUpForm[] = [opinion, stars, empty].map((form) => structuredClone(form))
  readonly responses = new Map<string, MadeUpResponse[]>([
    ['opinion1', [...toOpinion]],
    ['stars2', [...toStars]],
  ])

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      return refusal(
        403,
        'AUTHENTICATION_FAILED',
        'Authentication credentials not found on the Request Headers',
      )
    }
    const [, forms, id, responses, ...rest] = request.path.split('/').map(decodeURIComponent)
    if (request.method !== 'GET' || forms !== 'forms' || rest.length > 0) {
      return refusal(404, 'NOT_FOUND', 'not found')
    }
    if (id === undefined) return this.#listForms(request.query)
    const form = this.forms.find((candidate) => candidate.id === id)
    if (form === undefined) return refusal(404, 'FORM_NOT_FOUND', 'form not found')
    return responses === undefined ? { json: form } : this.#listResponses(id, request.query)
  }

  /** Somebody edits the oldest form. */
  touch(at: Date): void {
    const [form] = this.forms
    if (form === undefined) return
    form.title = `${form.title} (edited)`
    form.last_updated_at = at.toISOString()
  }

  remove(stream: string): void {
    if (stream === 'surveys') this.forms.splice(1, 1)
    else this.responses.get('opinion1')?.splice(1, 1)
  }

  #listForms(query: URLSearchParams): UpstreamAnswer {
    const size = Number(query.get('page_size') ?? 10)
    const page = Number(query.get('page') ?? 1)
    const key = query.get('sort_by') === 'created_at' ? 'created_at' : 'last_updated_at'
    const sign = query.get('order_by') === 'asc' ? 1 : -1
    const sorted = [...this.forms].sort((a, b) => sign * (a[key] < b[key] ? -1 : 1))
    return {
      json: {
        total_items: sorted.length,
        page_count: Math.ceil(sorted.length / size),
        items: sorted.slice((page - 1) * size, page * size).map(({ id, title }) => ({ id, title })),
      },
    }
  }

  #listResponses(form: string, query: URLSearchParams): UpstreamAnswer {
    if (query.has('sort') && (query.has('before') || query.has('after'))) {
      return refusal(400, 'VALIDATION_ERROR', 'sort cannot be used with before or after')
    }
    const size = Number(query.get('page_size') ?? 25)
    if (!(size >= 1 && size <= 1000)) return refusal(400, 'VALIDATION_ERROR', 'page_size')
    const second = (at: string) => Math.floor(Date.parse(at) / 1000)
    const types = (query.get('response_type') ?? 'completed').split(',')
    const without = (query.get('excluded_response_ids') ?? '').split(',')
    const since = Number(query.get('since') ?? 0)
    const until = Number(query.get('until') ?? Number.MAX_SAFE_INTEGER)
    const found = (this.responses.get(form) ?? []).filter(
      ({ response_type, response_id, submitted_at }) =>
        types.includes(response_type) &&
        !without.includes(response_id) &&
        second(submitted_at) >= since &&
        second(submitted_at) <= until,
    )
    const sign = query.get('sort') === 'submitted_at,asc' ? 1 : -1
    // Responses of one second come in no order that could be relied on.
    const sorted = found.toReversed().sort((a, b) => sign * (second(a.submitted_at) - second(b.submitted_at)))
    return {
      json: {
        total_items: sorted.length,
        page_count: Math.ceil(sorted.length / size),
        items: sorted.slice(0, size),
      },
    }
  }
}

function refusal(status: number, code: string, description: string): UpstreamAnswer {
  return { status, json: { code, description } }
}
