import type { Logger } from 'pino'
import type { Environment } from '../environment.ts'
import { UsageError } from '../exit.ts'
import { type GraphQLAccess, graphqlOver } from './access.ts'

/** The lines of --help about the place where a command asks. */
export const ACCESS_ENVIRONMENT = `  THROUGHLINE_URL    address of a server to ask, e.g. https://throughline.example.org/graphql, with
  THROUGHLINE_TOKEN  an API token, whose roles count; without THROUGHLINE_URL the command works on
                     the database itself, as an administrator unless a token is given
`

/**
 * Asks the server that THROUGHLINE_URL names, or else the database of the environment in this process.
 * @throws UsageError for an address that is none or has no token
 */
export async function openAccess(
  command: string,
  environment: Environment,
  log: Logger,
  signal: AbortSignal,
): Promise<GraphQLAccess> {
  const { THROUGHLINE_URL: address = '', THROUGHLINE_TOKEN: token = '' } = environment.variables
  if (address.trim() === '') {
    // The server's modules are loaded only where no server is asked.
    const { openInProcess } = await import('./in-process.ts')
    return openInProcess(command, environment, log, signal, token === '' ? undefined : token)
  }
  if (token === '') throw new UsageError('THROUGHLINE_URL needs an API token in THROUGHLINE_TOKEN.')
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    // Said without repeating it: it may hold a password.
    throw new UsageError('THROUGHLINE_URL must look like https://throughline.example.org/graphql')
  }
  if (url.pathname === '/') url.pathname = '/graphql'
  return graphqlOver({ url: url.href, token, signal })
}
