import type { FakeSystem, UpstreamAnswer, UpstreamRequest } from '@throughline/plugin-kit/testing'
import type { Thing } from '../src/client.ts'

/** What `config` names as `env:`. */
export const ENV = { SAMPLE_SOURCE_TOKEN: 'a-token-for-tests-alone' }

/** Sample source in memory. Make it answer as the vendor documents it: paging, order, filters, refusals. */
export class SampleSourceSystem implements FakeSystem {
  readonly things: Thing[] = [
    {
      id: '1',
      title: 'Größer than life',
      state: 'open',
      createdAt: '2029-01-01T08:00:00Z',
      changedAt: '2029-06-01T08:00:00Z',
    },
    {
      id: '2',
      title: 'Changed at the same time as the first',
      state: 'done',
      createdAt: '2029-01-02T08:00:00Z',
      changedAt: '2029-06-01T08:00:00Z',
    },
    {
      id: '3',
      title: 'In a state we do not know',
      state: 'parked',
      createdAt: '2029-01-03T08:00:00Z',
      changedAt: '2029-06-02T08:00:00Z',
    },
  ]

  readonly answer = ({ headers, path, query }: UpstreamRequest): UpstreamAnswer => {
    if (headers.authorization !== `Bearer ${ENV.SAMPLE_SOURCE_TOKEN}`) {
      return { status: 401, json: { message: 'Who are you?' } }
    }
    if (path === '/api/me') return { json: { name: 'throughline' } }
    if (path === '/api/things') return { json: { things: this.#after(query) } }
    return { status: 404, json: { message: 'There is no such thing.' } }
  }

  /** Somebody changes a thing while it is being listed. */
  touch(at: Date): void {
    const [first] = this.things
    if (first !== undefined) this.things[0] = { ...first, state: 'done', changedAt: at.toISOString() }
  }

  #after(query: URLSearchParams): Thing[] {
    const changedAt = query.get('changedAt') ?? ''
    const id = query.get('id') ?? ''
    return this.things
      .filter((thing) => key(thing) > key({ changedAt, id }))
      .toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
      .slice(0, Number(query.get('limit')))
  }
}

function key({ changedAt, id }: Pick<Thing, 'changedAt' | 'id'>): string {
  return `${changedAt} ${id}`
}
