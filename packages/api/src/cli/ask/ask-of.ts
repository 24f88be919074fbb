import { operation } from '@throughline/sdk'
import type { Ask } from '../../pages/ask.ts'
import type { GraphQLClient } from '../client/graphql-client.ts'

/** How the pages ask, through the client of a command. */
export function askOf(client: GraphQLClient): Ask {
  return (document, variables) => {
    const [, name = ''] = /^query (\w+)/.exec(document) ?? []
    return client.answer(operation('query', name, document), variables)
  }
}
