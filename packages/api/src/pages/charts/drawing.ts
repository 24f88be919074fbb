/** What a chart shows. How it is drawn is in the other files of this folder, which load the charting library. */
export type Drawing = SankeyDrawing | BudgetDrawing | IntervalDrawing | MonthsDrawing

export interface SankeyDrawing {
  readonly kind: 'sankey'
  /** Columns from the left. `label` may repeat, `id` may not. */
  readonly nodes: readonly { readonly id: string; readonly label: string; readonly column: number }[]
  readonly links: readonly { readonly from: string; readonly to: string; readonly value: number }[]
}

export interface BudgetDrawing {
  readonly kind: 'budget'
  /** Milliseconds since 1970, and the share of the budget that remains. */
  readonly points: readonly (readonly [number, number])[]
  /** Moments of changes. */
  readonly marks: readonly number[]
  readonly timeZone: string
}

export interface IntervalDrawing {
  readonly kind: 'intervals'
  readonly low: number
  readonly high: number
  /** Whether the axis is one of percent: values are shares of one. */
  readonly isShare: boolean
  readonly rows: readonly {
    readonly label: string
    readonly value: number
    readonly interval: { readonly low: number; readonly high: number } | null
  }[]
}

/** Shares of one, by month. */
export interface MonthsDrawing {
  readonly kind: 'months'
  /** YYYY-MM. */
  readonly months: readonly string[]
  readonly lines: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
}
