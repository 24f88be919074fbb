import { significant } from './figures.ts'

/** The kinds of thing an input of a computation may point at. */
export type ExplainedType =
  | 'Agreement'
  | 'Asset'
  | 'KeyResult'
  | 'Metric'
  | 'Objective'
  | 'Process'
  | 'RedundancyGroup'
  | 'Service'
  | 'Slo'
  | 'Source'
  | 'Survey'
  | 'Team'

/** A row of the graph by its type and its uuid (not the opaque id of the API). */
export interface NodeRef {
  readonly type: ExplainedType
  readonly id: string
}

/** A figure that went into a computed value. `unit` is null where the figure has none (a weight, a share). */
export interface ExplanationInput {
  readonly name: string
  readonly value: number | string | null
  readonly unit: string | null
  readonly node: NodeRef | null
}

/** Why a computed value is what it is: a stable UPPER_SNAKE code and one readable sentence. */
export interface Reason {
  readonly code: string
  readonly text: string
}

/**
 * What stands beside every computed value. `version` rises whenever the same inputs would give another value;
 * `source` says in one phrase where the formula comes from.
 */
export interface Explanation {
  readonly formula: string
  readonly version: number
  readonly source: string
  readonly inputs: readonly ExplanationInput[]
  readonly reasons: readonly Reason[]
}

/** An input that points at a row of the graph. */
export function nodeInput(
  name: string,
  value: number | string | null,
  node: NodeRef,
  unit: string | null = null,
): ExplanationInput {
  return { name, value, unit, node: { type: node.type, id: node.id } }
}

/** A computed fraction that points at a row of the graph, without the noise of its arithmetic. */
export function fractionInput(name: string, value: number, node: NodeRef): ExplanationInput {
  return nodeInput(name, significant(value), node)
}

/** An input that belongs to no row, such as a threshold. */
export function plainInput(
  name: string,
  value: number | string | null,
  unit: string | null = null,
): ExplanationInput {
  return { name, value, unit, node: null }
}
