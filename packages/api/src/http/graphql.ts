import { setImmediate } from 'node:timers/promises'
import { sendNodeResponse } from '@whatwg-node/server'
import type { YogaServerInstance } from 'graphql-yoga'
import type { Route } from './routes.ts'
import type { ServerContext } from './server-context.ts'

/**
 * The routes of GraphQL and of the files of GraphiQL. Yoga's own request listener answers an error outside GraphQL
 * with its stack; here the error is thrown, and masked like that of every other route.
 */
export function graphqlRoutes(
  yoga: Pick<YogaServerInstance<ServerContext, object>, 'handleNodeRequestAndResponse'>,
): readonly Route[] {
  const handle: Route['handle'] = async (request, response, { requestId }) => {
    const hangUp = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) hangUp.abort()
    })
    const { signal } = hangUp
    const answer = await yoga.handleNodeRequestAndResponse(request, response, { requestId, signal })
    // What came with the headers is parsed after the request was handed over.
    if (!request.complete) await setImmediate()
    // The rest of a body that is not read would hold the connection for as long as its caller likes.
    if (!request.complete) response.setHeader('connection', 'close')
    await sendNodeResponse(answer, response, request, true)
  }
  return [
    { methods: ['GET', 'POST'], path: '/graphql', handle },
    { methods: ['GET'], path: '/graphql/assets/:file', logLevel: 'debug', handle },
  ]
}
