import type { Drawing } from './charts/drawing.ts'

/** A page or report before it is written: HTML and Markdown are made of the same content. */
export interface Content {
  readonly title: string
  readonly period: string
  /** What stands above all phases. */
  readonly glance: readonly Figure[]
  readonly phases: readonly Phase[]
}

export interface Phase {
  readonly id: string
  readonly title: string
  /** What the phase is about, as one sentence. */
  readonly about: string
  readonly panels: readonly Panel[]
}

/** What one or two queries say about one matter. */
export interface Panel {
  /** Unique within the page: its anchor. */
  readonly id: string
  readonly title: string
  /** How its figures are computed, in general. */
  readonly about: string
  /** The query that gives its figures. */
  readonly query?: Query
  readonly figures?: readonly Figure[]
  readonly charts?: readonly Chart[]
  readonly tables?: readonly Table[]
  /** The words of the explanations of these figures. */
  readonly why?: readonly string[]
  /** Why there is nothing to show; takes the place of all else. */
  readonly failed?: string
}

export interface Figure {
  readonly label: string
  readonly value: string
  readonly note?: string
  readonly tone?: Tone
  /** The anchor of the panel that explains it. */
  readonly panel?: string
  /** The query of this figure alone. */
  readonly query?: Query
}

export type Tone = 'good' | 'warn' | 'bad'

export interface Chart {
  readonly title: string
  readonly drawing: Drawing
  /** The same in words: what a screen reader reads. */
  readonly table: Table
}

export interface Table {
  readonly caption: string
  readonly head: readonly string[]
  /** Numbers of the columns that are aligned to the right. */
  readonly right?: readonly number[]
  readonly rows: readonly (readonly string[])[]
  /** What stands in place of no rows. */
  readonly empty: string
  /** By row: the query of what its figures follow from. */
  readonly queries?: readonly Query[]
}

export interface Query {
  readonly document: string
  readonly variables: Readonly<Record<string, unknown>>
}
