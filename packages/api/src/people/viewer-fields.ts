import { ViewerRef } from '../access/viewer-query.ts'
import { builder } from '../graph/builder.ts'
import { cost } from '../graph/cost.ts'
import { entityField } from '../graph/query.ts'
import { Person } from './graphql.ts'

/** Points of a field that reads one row by its key. */
const ONE_ROW = cost({ points: 1 })

builder.objectFields(ViewerRef, (t) => ({
  person: entityField(Person, {
    nullable: true,
    description: 'Person that the token belongs to, with its teams. Null for a service account.',
    id: ({ principal }: { principal?: { type: string; id: string } | undefined }) =>
      principal?.type === 'Person' ? principal.id : null,
  }),
  email: t.string({
    nullable: true,
    extensions: ONE_ROW,
    description: 'E-mail address of that person. Null if it has none, and for a service account.',
    resolve: async ({ principal }, _args, { db }) => {
      if (principal?.type !== 'Person') return null
      const row = await db.kysely
        .selectFrom('person')
        .select('email')
        .where('id', '=', principal.id)
        .executeTakeFirst()
      return row?.email ?? null
    },
  }),
  serviceAccount: t.string({
    nullable: true,
    extensions: ONE_ROW,
    description: 'Name of the service account that the token belongs to. Null for a person.',
    resolve: async ({ principal }, _args, { db }) => {
      if (principal?.type !== 'ServiceAccount') return null
      const row = await db.kysely
        .selectFrom('service_account')
        .select('name')
        .where('id', '=', principal.id)
        .executeTakeFirst()
      return row?.name ?? null
    },
  }),
}))
