import { ObjectFieldBuilder } from '@pothos/core'
import type { Interval } from '../change-windows/interval.ts'
import { builder, type Types } from '../graph/builder.ts'

/** The fields `from` and `to` of a type that is a span of time. */
export function spanFields<Span extends Interval>() {
  const t = new ObjectFieldBuilder<Types, Span>(builder)
  return {
    from: t.field({
      type: 'DateTime',
      description: 'The first instant.',
      resolve: ({ start }) => new Date(start),
    }),
    to: t.field({ type: 'DateTime', description: 'The end; excluded.', resolve: ({ end }) => new Date(end) }),
  }
}

/** The fields `windowStart` and `windowEnd` of a type that answers for a window of an SLO. */
export function windowFields<Parent>(windowOf: (parent: Parent) => Interval) {
  const t = new ObjectFieldBuilder<Types, Parent>(builder)
  return {
    windowStart: t.field({
      type: 'DateTime',
      description: 'Start of the window; included.',
      resolve: (parent) => new Date(windowOf(parent).start),
    }),
    windowEnd: t.field({
      type: 'DateTime',
      description: 'End of the window; excluded. Of a calendar window it may lie ahead of the instant.',
      resolve: (parent) => new Date(windowOf(parent).end),
    }),
  }
}
