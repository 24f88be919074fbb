import type { Amount } from './words.ts'

/** The shapes of the answers to the documents. */

export interface Explained {
  readonly explanation: { readonly reasons: readonly Text[] }
}

export interface Text {
  readonly text: string
}

export interface Named {
  readonly name: string
}

export interface Range {
  readonly low: number
  readonly high: number
}

export interface Objectives {
  readonly objectives: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly id: string
      readonly title: string
      readonly weight: number
      readonly benefit: string
      readonly owner: Named | null
      readonly progress: Explained & { readonly value: number | null }
    }[]
  }
}

export interface Mean extends Explained {
  readonly value: number | null
  readonly counted: number
  readonly interval?: Range | null
  readonly reason: Text | null
}

/** A figure as it was kept for a month. */
export interface Month {
  readonly month: string
  readonly value: number | null
}

export interface AlignmentState {
  readonly period: { readonly label: string; readonly from: string; readonly to: string }
  readonly total: Amount
  readonly planned: Amount
  readonly fit: number | null
  readonly fitReason: Text | null
  readonly plannedFit: number | null
  readonly ceiling: number
  readonly delivery: Mean
  readonly satisfaction: Mean
  readonly progress: Mean
  readonly coverage: readonly { readonly kind: string; readonly count: number }[]
  readonly rows: {
    readonly totalCount: number
    readonly edges: readonly {
      readonly cursor: string
      readonly node: {
        readonly objective: { readonly id: string; readonly title: string } | null
        readonly bucket: string | null
        readonly weight: number | null
        readonly amount: Amount
        readonly share: number | null
        readonly planned: Amount
        readonly plannedShare: number | null
        readonly difference: number | null
      }
    }[]
  }
  readonly perceptionGaps: readonly (Explained & {
    readonly kind: string | null
    readonly service: Named | null
    readonly team: Named | null
  })[]
  readonly areas: readonly {
    readonly aspect: string | null
    readonly isTotal: boolean
    readonly isSuppressed: boolean
    readonly score: number | null
    readonly n: number | null
    readonly interval: Range | null
    readonly survey: { readonly title: string } | null
    readonly suppressedBecause: Text | null
  }[]
  readonly history: readonly Month[]
  readonly plannedHistory: readonly Month[]
  readonly satisfactionHistory: readonly Month[]
  readonly deliveryHistory: readonly Month[]
  readonly explanation: {
    readonly formula: string
    readonly version: number
    readonly reasons: readonly Text[]
  }
}

export interface Flow {
  readonly team: (Named & { readonly id: string }) | null
  readonly service: (Named & { readonly id: string }) | null
  readonly objective: { readonly id: string; readonly title: string } | null
  readonly bucket: string | null
  readonly isRest: boolean
  readonly amount: Amount
}

export interface Health {
  readonly modelHealth: Explained & {
    readonly stages: readonly (Explained & {
      readonly stage: string
      readonly count: number
      readonly total: number
      readonly share: number | null
      readonly weightShare: number | null
    })[]
    readonly nextBest: (Explained & { readonly command: string; readonly count: number }) | null
  }
}

export interface Gaps {
  readonly gaps: {
    readonly totalCount: number
    readonly counts: readonly { readonly kind: string; readonly count: number }[]
    readonly nodes: readonly (Explained & {
      readonly kind: string
      readonly weight: number | null
      readonly subjectName: string
      readonly relatedName: string | null
    })[]
  }
}

export interface ServicePage {
  readonly totalCount: number
  readonly nodes: readonly Named[]
}

export interface Budget {
  readonly id: string
  readonly name: string
  readonly target: number
  readonly service: Named & { readonly id: string }
  readonly status: Explained & {
    readonly attainment: number | null
    readonly remaining: number
    readonly outcome: string
    readonly burnRate: number | null
  }
}

export interface BudgetHistory {
  readonly slo: { readonly history: readonly { readonly at: string; readonly remaining: number }[] } | null
  readonly changes: {
    readonly nodes: readonly {
      readonly title: string
      readonly actualEnd: string
      readonly outcome: string | null
    }[]
  }
}

export interface Promises {
  readonly promises: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly firstBreak: string | null
      readonly unknown: readonly string[]
      readonly service: Named | null
      readonly team: Named | null
      readonly externalParty: string | null
      readonly reasons: readonly Text[]
    }[]
  }
}

export interface Scores {
  readonly surveyScores: {
    readonly nodes: readonly (Explained & {
      readonly measure: string
      readonly isTotal: boolean
      readonly isSuppressed: boolean
      readonly n: number | null
      readonly score: number | null
      readonly interval: Range | null
      readonly service: Named | null
      readonly survey: { readonly title: string } | null
      readonly change: { readonly difference: number; readonly isSignificant: boolean | null } | null
      readonly suppressedBecause: Text | null
    })[]
  }
}
