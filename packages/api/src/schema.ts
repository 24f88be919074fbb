import type { GraphQLSchema } from 'graphql'
import { builder } from './graph/builder.ts'
import './references/graphql.ts'
import './references/mutations.ts'
import './teams/graphql.ts'
import './objectives/graphql.ts'
import './services/graphql.ts'
import './services/mutations.ts'
import './processes/graphql.ts'
import './assets/graphql.ts'
import './assets/mutations.ts'
import './metrics/graphql.ts'
import './metrics/mutations.ts'
import './changes/graphql.ts'

/** The whole schema: each feature hangs its types on the builder when it is imported. */
export const schema: GraphQLSchema = builder.toSchema({ sortSchema: true })
