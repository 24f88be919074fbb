import { GraphQLError } from 'graphql'
import { createSchema, createYoga } from 'graphql-yoga'
import type { Example } from '../../packages/api/src/graphiql/example.ts'
import { useGraphiql } from '../../packages/api/src/graphiql/plugin.ts'
import { EXCHANGE_PATH, explorerRoutes } from '../../packages/api/src/http/explorer.ts'
import { graphqlRoutes } from '../../packages/api/src/http/graphql.ts'
import { openListener } from '../../packages/api/src/http/listener.ts'
import { OneTimeCode } from '../../packages/api/src/http/one-time-code.ts'

export const sampleToken = 'tl_</script><b>sample'

export const sampleExamples: readonly Example[] = [
  {
    title: 'Every service',
    description: 'All services with how critical each one is.',
    query: '# All services\nquery EveryService {\n  services {\n    name\n    criticality\n  }\n}\n',
  },
  {
    title: 'One service & its <dependencies>',
    description: 'A service by its name, and what it depends on.',
    query:
      'query OneService($name: String!) {\n  service(name: $name) {\n    name\n    dependsOn {\n      name\n    }\n  }\n}\n',
    variables: { name: 'Checkout' },
  },
  {
    title: 'Watch',
    description: 'A subscription: one event for every service.',
    query: 'subscription Watch {\n  seen {\n    name\n  }\n}\n',
  },
]

const services = [
  { name: 'Checkout', criticality: 'CRITICAL', dependsOn: [{ name: 'Payments' }, { name: 'Stock' }] },
  { name: 'Payments', criticality: 'HIGH', dependsOn: [] },
  { name: 'Stock', criticality: 'MEDIUM', dependsOn: [] },
]

export interface ExampleServer extends AsyncDisposable {
  baseUrl: string
  /** The Authorization header of every GraphQL operation so far. */
  authorizations: (string | null)[]
  /** The address of GraphiQL with a new code. */
  link(): string
}

const silent = { debug: () => undefined, info: () => undefined, error: () => undefined }

/** A small GraphQL server with GraphiQL that refuses every caller but the one with `sampleToken`. */
export async function startExampleServer(options: { givesToken: boolean }): Promise<ExampleServer> {
  const authorizations: (string | null)[] = []
  const codes = new OneTimeCode(() => new Date())
  const yoga = createYoga<{ requestId: string }>({
    logging: false,
    graphiql: false,
    plugins: [
      useGraphiql({
        title: 'Throughline',
        examples: sampleExamples,
        ...(options.givesToken ? { exchange: EXCHANGE_PATH.slice(1) } : {}),
      }),
    ],
    context: ({ request }) => {
      const authorization = request.headers.get('authorization')
      authorizations.push(authorization)
      if (authorization !== `Bearer ${sampleToken}`) throw new GraphQLError('Name a token.')
      return {}
    },
    schema: createSchema({
      typeDefs: /* GraphQL */ `
        "What the business uses."
        type Service { name: String! criticality: Criticality! dependsOn: [Service!]! }
        enum Criticality { CRITICAL HIGH MEDIUM LOW }
        type Query { services: [Service!]! service(name: String!): Service }
        type Subscription { seen: Service! }
      `,
      resolvers: {
        Query: {
          services: () => services,
          service: (_root: unknown, args: { name: string }) =>
            services.find((service) => service.name === args.name),
        },
        Subscription: {
          seen: {
            async *subscribe() {
              for (const service of services) yield { seen: service }
            },
          },
        },
      },
    }),
  })
  const listener = await openListener({ log: silent, port: 0, host: '127.0.0.1', loopbackOnly: true })
  const explorer = options.givesToken ? explorerRoutes({ codes, token: sampleToken, key: 'unused' }) : []
  listener.route([...graphqlRoutes(yoga), ...explorer])
  return {
    baseUrl: listener.origin,
    authorizations,
    link: () => `${listener.origin}/graphql#code=${codes.issue().code}`,
    [Symbol.asyncDispose]: () => listener.stop(),
  }
}
