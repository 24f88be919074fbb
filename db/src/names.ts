import type pg from 'pg'

/**
 * Whether statements are prepared under a name on a connection. `auto` does so unless a pooler is in between, which
 * may hand the next transaction to a session that does not know the name.
 */
export type NamedStatements = 'on' | 'off' | 'auto'

const without = new WeakSet<object>()

/** Whether a statement may be prepared under a name on this connection. */
export function takesNames(client: pg.ClientBase): boolean {
  return !without.has(client)
}

/** From here on no statement is prepared under a name on this connection. */
export function refuseNames(client: pg.ClientBase): void {
  without.add(client)
}

/**
 * Whether a pooler answers in place of the server: it greets a client with a process ID of its own making, while the
 * session knows the one that PostgreSQL gave.
 */
export async function isThroughPooler(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const greeted = 'processID' in client ? client.processID : undefined
  return rows[0]?.pid !== greeted
}
