import type { Db } from '@throughline/db'

export interface SentStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** Listens to what is sent to PostgreSQL on the connections of a pool, from now until `stop`. */
export function recordStatements(db: Db): { stop(): SentStatement[] } {
  const sent: SentStatement[] = []
  const restore = new Map<object, () => void>()
  const listen = (client: object) => {
    if (restore.has(client)) return
    const original: unknown = Reflect.get(client, 'query')
    if (typeof original !== 'function') throw new Error('a connection has no query')
    Reflect.set(client, 'query', (...args: unknown[]) => {
      sent.push(statementOf(args))
      return Reflect.apply(original, client, args)
    })
    restore.set(client, () => Reflect.set(client, 'query', original))
  }
  db.pool.on('acquire', listen)
  return {
    stop() {
      db.pool.off('acquire', listen)
      for (const put of restore.values()) put()
      return sent
    },
  }
}

function statementOf([query, values]: readonly unknown[]): SentStatement {
  if (typeof query === 'string') return { text: query, values: Array.isArray(values) ? values : [] }
  const { text, values: own } = query as { text: string; values?: readonly unknown[] }
  return { text, values: own ?? (Array.isArray(values) ? values : []) }
}
