import SchemaBuilder from '@pothos/core'
import type { JsonValue } from '@throughline/db'
import { GraphQLDateTime, GraphQLJSON } from 'graphql-scalars'
import type { Context, Prefetched } from './context.ts'
import { DateScalar, DecimalScalar } from './scalars.ts'
import { visibleTo } from './visibility.ts'

interface BuilderTypes {
  Context: Context
  DefaultFieldNullability: false
  Scalars: {
    ID: { Input: string; Output: string }
    DateTime: { Input: Date; Output: Date | string }
    Date: { Input: string; Output: string }
    JSON: { Input: JsonValue; Output: JsonValue }
    Decimal: { Input: string; Output: string }
  }
}

/** The one builder of the schema; features hang their types and fields on it. */
export const builder = new SchemaBuilder<BuilderTypes>({ defaultFieldNullability: false })

export type Types = (typeof builder)['$inferSchemaTypes']

builder.addScalarType('DateTime', GraphQLDateTime)
builder.addScalarType('Date', DateScalar)
builder.addScalarType('JSON', GraphQLJSON)
builder.addScalarType('Decimal', DecimalScalar)

builder.queryType({ description: 'All queries.' })
builder.mutationType({
  description:
    'All mutations. Each takes one input and returns a union of its payload and the possible errors.',
})

builder.subscriptionType({
  description: 'Events as they happen, over server-sent events.',
})

export const ID_DESCRIPTION =
  'Unique across all types and stable, e.g. service_018cc28e-fd00-71b3-b922-ff4b86ac91c8.'

/** Anything with an id of its own: what `node` finds. */
export const Node = builder.interfaceRef<Prefetched>('Node').implement({
  description: 'Anything that has an id of its own and can be found by it.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    id: t.id({
      description: ID_DESCRIPTION,
      resolve: () => {
        throw new Error('Node.id is resolved by the type that implements it')
      },
    }),
  }),
})

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Which end of an ordering comes first.',
  values: {
    ASC: { description: 'Smallest, earliest or alphabetically first value first.' },
    DESC: { description: 'Largest, latest or alphabetically last value first.' },
  } as const,
})
