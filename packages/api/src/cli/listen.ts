import { lookup } from 'node:dns/promises'
import type { Logger } from 'pino'
import { postgresCode } from '../graph/errors.ts'
import { type Listener, openListener } from '../http/listener.ts'
import { isLoopbackAddress } from '../http/loopback.ts'
import type { Environment } from './environment.ts'
import { UsageError } from './exit.ts'

/**
 * Listens where HOST and PORT say.
 *
 * @throws UsageError if HOST is no address of this machine, or leads an embedded server to other machines and
 * nothing else allows that
 */
export async function listenFor(environment: Environment, log: Logger): Promise<Listener> {
  const { port, host, databaseUrl } = environment
  const loopbackOnly = databaseUrl === undefined
  try {
    return await openListener({ log, port, host: await hostFor(environment), loopbackOnly })
  } catch (error) {
    if (!NO_ADDRESS.has(String(postgresCode(error)))) throw error
    throw new UsageError(`HOST is "${host}", which is not an address of this machine.`)
  }
}

const NO_ADDRESS: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EADDRNOTAVAIL'])

/** An embedded server holds an administrator's token for its machine: one setting does not open it to others. */
async function hostFor({ host, databaseUrl, allowRemote }: Environment): Promise<string> {
  if (databaseUrl !== undefined || allowRemote) return host
  const { address } = await lookup(host)
  if (isLoopbackAddress(address)) return address
  throw new UsageError(
    `HOST=${host} opens the embedded server to other machines. Leave HOST out; or set THROUGHLINE_ALLOW_REMOTE=true as well, for instance in a container whose port is published on 127.0.0.1; or use a PostgreSQL of your own (DATABASE_URL), whose server is made for other machines.`,
  )
}
