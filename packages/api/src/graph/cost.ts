import type { GraphQLField } from 'graphql'

/**
 * How many items a list without pages counts as: a stated number; the page of the connection, or the rows of the
 * mutation's input, that it belongs to; or as many as an argument says. An argument of type Int gives its value, a list its length, an input object the sum of
 * the lengths of its lists. An argument that says more than `most` is refused, and counts as no items.
 */
export type ListSize = number | 'page' | { readonly argument: string; readonly most?: number }

/** What a field costs where its declaration does not tell. */
export interface FieldCost {
  /** Points for the field itself, whatever is selected below. */
  readonly points?: number
  /** Points in place of `points` where a Boolean argument is true. */
  readonly pointsIf?: { readonly argument: string; readonly points: number }
  /** How many items its list counts as. */
  readonly size?: ListSize
  /** Points for each item of its list, in addition to what is selected below. Default 1. */
  readonly perItem?: number
}

/** Points of a value that a batch computes from other rows, e.g. criticality. */
export const COMPUTED_POINTS = 10

/** Points of an analysis that reads a large part of the graph, e.g. impact. */
export const ANALYSIS_POINTS = 100

const EXTENSION = 'cost'

/** The extension that states what a field costs. */
export function cost(stated: FieldCost): Record<string, unknown> {
  return { [EXTENSION]: stated }
}

/** What a field states of its cost. */
export function statedCost(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>): FieldCost {
  const stated = field.extensions[EXTENSION]
  return stated === undefined ? {} : (stated as FieldCost)
}
