import { type CommandError, UsageError } from '../exit.ts'
import { filled, homeFrom, type Variables } from '../variables.ts'

/** Where a question is answered. */
export type Place =
  /** By the server of an address. */
  | { readonly kind: 'url'; readonly url: string; readonly token: string }
  /** By the server that runs on this home, or else in this process. */
  | { readonly kind: 'home'; readonly home: string; readonly token: string | undefined }
  /** In this process, on the database that DATABASE_URL names. */
  | { readonly kind: 'database'; readonly token: string | undefined }

/**
 * Chooses the place from the environment.
 *
 * @throws UsageError for an address that is none, and for one without a token: a token of the home is sent to no other
 * server.
 */
export function placeFrom(variables: Variables): Place {
  const address = filled(variables.THROUGHLINE_URL)
  const token = filled(variables.THROUGHLINE_TOKEN)
  if (address !== undefined) {
    if (token === undefined) throw new UsageError('THROUGHLINE_URL needs an API token in THROUGHLINE_TOKEN.')
    return { kind: 'url', url: endpoint(address), token }
  }
  if (filled(variables.DATABASE_URL) !== undefined) return { kind: 'database', token }
  return { kind: 'home', home: homeFrom(variables), token }
}

/** The address of the API: /graphql of the server unless the address has another path. */
function endpoint(address: string): string {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    // Said without repeating it: it may hold a password.
    throw new UsageError('THROUGHLINE_URL must look like https://throughline.example.org/graphql')
  }
  if (url.pathname === '/') url.pathname = '/graphql'
  return url.href
}

/** The refusal of a home on which nothing has been started yet: to ask does not create a database. */
export function emptyHome(home: string): CommandError {
  return new UsageError(
    `No Throughline database in ${home}. Set THROUGHLINE_HOME or DATABASE_URL to one, set THROUGHLINE_URL and THROUGHLINE_TOKEN to ask a server, or start one with: throughline serve`,
  )
}
