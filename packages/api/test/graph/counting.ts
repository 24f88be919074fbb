import type { Db } from '@throughline/db'

/** What a pool's connections were sent, in order. */
export interface Sent {
  readonly texts: readonly string[]
  /** What a piece of work sends. */
  during(work: () => Promise<unknown>): Promise<readonly string[]>
}

/** Notes every statement that a pool sends from now on; call it before the first. */
export function noteStatements(db: Db): Sent {
  const texts: string[] = []
  db.pool.on('connect', (client) => {
    const query: unknown = Reflect.get(client, 'query')
    if (typeof query !== 'function') throw new Error('a client without query')
    Reflect.set(client, 'query', (...given: unknown[]): unknown => {
      texts.push(textOf(given[0]))
      return Reflect.apply(query, client, given)
    })
  })
  return {
    texts,
    async during(work) {
      const start = texts.length
      await work()
      return texts.slice(start)
    },
  }
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : String(query)
}
