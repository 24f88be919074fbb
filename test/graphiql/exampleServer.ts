import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { GraphQLError } from 'graphql'
import { createSchema, createYoga } from 'graphql-yoga'
import type { Example } from '../../packages/api/src/graphiql/example.ts'
import { useGraphiql } from '../../packages/api/src/graphiql/plugin.ts'

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
}

/** A small GraphQL server with GraphiQL that refuses every caller but the one with `sampleToken`. */
export async function startExampleServer(options: { givesToken: boolean }): Promise<ExampleServer> {
  const authorizations: (string | null)[] = []
  const yoga = createYoga({
    logging: false,
    graphiql: false,
    plugins: [
      useGraphiql({
        title: 'Throughline',
        examples: sampleExamples,
        ...(options.givesToken ? { token: sampleToken } : {}),
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
  const server = createServer(yoga)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    authorizations,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
