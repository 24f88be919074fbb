import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'

export interface TrackerTicket {
  readonly id: string
  readonly project: string
  title: string
  status: string
  readonly opened: string
  updated: string
  /** What the one who made it wants to find it by. */
  readonly mark?: string
}

export interface TrackerHost {
  readonly id: string
  readonly name: string
  readonly cores: number
}

export interface TrackerWork {
  readonly id: string
  readonly ticket: string
  readonly minutes: number
  readonly at: string
}

const TOKEN = 'tracker-token-5Xk9'

/** A ticketing system that exists for these tests alone: bearer token, keyset and page paging, marks on tickets. */
export class TrackerSystem implements FakeSystem {
  readonly tickets: TrackerTicket[] = Array.from({ length: 9 }, (_, index) => ({
    id: `T${index + 1}`,
    project: index % 3 === 0 ? 'web' : 'data',
    title: `Ticket ${index + 1}: größer → besser`,
    status: ['new', 'doing', 'done'][index % 3] ?? 'new',
    opened: `2029-11-0${index + 1}T08:00:00Z`,
    updated: `2029-12-0${Math.floor(index / 2) + 1}T10:00:00Z`,
  }))
  readonly hosts: TrackerHost[] = Array.from({ length: 5 }, (_, index) => ({
    id: `h${index + 1}`,
    name: `host${index + 1}`,
    cores: 2 ** index,
  }))
  readonly works: TrackerWork[] = Array.from({ length: 5 }, (_, index) => ({
    id: `w${index + 1}`,
    ticket: `T${index + 1}`,
    minutes: 15 * (index + 1),
    at: `2029-12-1${index}T09:30:00Z`,
  }))
  readonly comments: { readonly ticket: string; readonly text: string; readonly mark: string }[] = []

  readonly answer = (request: UpstreamRequest): UpstreamAnswer => {
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return { status: 401, json: { error: 'no' } }
    const body: unknown = request.body === '' ? {} : JSON.parse(request.body)
    if (request.method === 'POST') return this.#made(request.path, body)
    if (request.path === '/me') return { json: { name: 'reader' } }
    if (request.path === '/projects') return { json: ['web', 'data'] }
    if (request.path === '/tickets') return this.#tickets(request.query)
    if (request.path === '/ticket-ids') return { json: this.#idsOf(request.query.get('project')) }
    if (request.path === '/hosts') return pageOf(this.hosts, request.query)
    if (request.path === '/works') return this.#works(request.query)
    if (request.path === '/comments') {
      return { json: this.comments.filter(({ mark }) => mark === request.query.get('mark')) }
    }
    return { status: 404, json: { error: 'no such thing' } }
  }

  touch(at: Date): void {
    const [ticket] = this.tickets
    if (ticket === undefined) return
    ticket.title = 'Changed while it was listed'
    ticket.updated = at.toISOString()
  }

  remove(stream: string): void {
    if (stream === 'hosts') this.hosts.splice(1, 1)
    else this.tickets.splice(2, 1)
  }

  /** By time and id, after a position, two at a time. */
  #tickets(query: URLSearchParams): UpstreamAnswer {
    const mark = query.get('mark')
    if (mark !== null) return { json: this.tickets.filter((ticket) => ticket.mark === mark) }
    const since = query.get('since') ?? ''
    const after = query.get('after') ?? ''
    const items = this.tickets
      .filter(({ project }) => project === query.get('project'))
      .filter(({ updated, id }) => updated > since || (updated === since && id > after))
      .toSorted((a, b) => (a.updated + a.id < b.updated + b.id ? -1 : 1))
    return { json: items.slice(0, 2) }
  }

  #idsOf(project: string | null): string[] {
    return this.tickets.filter((ticket) => ticket.project === project).map(({ id }) => id)
  }

  #works(query: URLSearchParams): UpstreamAnswer {
    const after = query.get('after') ?? ''
    return { json: this.works.filter(({ id }) => id > after).slice(0, 2) }
  }

  #made(path: string, body: unknown): UpstreamAnswer {
    const { title = '', project = 'web', text = '', mark = '' } = Object(body) as Record<string, string>
    const ticket = /^\/tickets\/([^/]+)\/comments$/.exec(path)?.[1]
    if (ticket !== undefined) {
      this.comments.push({ ticket, text, mark })
      return { status: 201, json: { id: `c${this.comments.length}` } }
    }
    const id = `T${this.tickets.length + 1}`
    const now = '2030-01-01T00:00:00Z'
    this.tickets.push({ id, project, title, status: 'new', opened: now, updated: now, mark })
    return { status: 201, json: { id } }
  }
}

export const TRACKER_ENV = { TRACKER_TOKEN: TOKEN, TRACKER_HOOK: 'tracker-hook-8Pq2' } as const

/** Three at a time. */
function pageOf<T>(all: readonly T[], query: URLSearchParams): UpstreamAnswer {
  const page = Number(query.get('page') ?? '1')
  return { json: { items: all.slice((page - 1) * 3, page * 3), pages: Math.ceil(all.length / 3) } }
}
