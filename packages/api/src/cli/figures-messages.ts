import type { Connection } from '@throughline/db'
import type { FieldProblem } from '../graph/errors.ts'
import type { FatalPage, FatalQuestion } from '../reasoning/fatal-page.ts'
import type { GraphPart } from '../reasoning/mirror/graph-part.ts'
import type { GraphNodeRef } from '../reasoning/network.ts'

/** What the thread of the figures is started with. */
export interface FiguresThreadData {
  readonly connection: Connection
}

/** What the thread is asked for, and what each question is answered with. */
export interface FiguresCalls {
  readonly ready: { readonly ask: object; readonly answer: null }
  readonly keep: { readonly ask: { readonly xid: string }; readonly answer: null }
  readonly upward: {
    readonly ask: { readonly set: readonly GraphNodeRef[]; readonly on: string }
    readonly answer: GraphPart
  }
  readonly fatalNext: {
    readonly ask: { readonly question: FatalQuestion; readonly on: string }
    readonly answer: FatalPage
  }
  readonly stop: { readonly ask: object; readonly answer: null }
}
export type CallName = keyof FiguresCalls
export interface CallOf<Name extends CallName> {
  readonly id: number
  readonly call: Name
  readonly ask: FiguresCalls[Name]['ask']
}
export type Call = { [Name in CallName]: CallOf<Name> }[CallName]

export type Reply =
  | { readonly id: number; readonly answer: FiguresCalls[CallName]['answer'] }
  | { readonly id: number; readonly error: unknown }
  /** An error of the caller, whose class would be lost on the way. */
  | { readonly id: number; readonly invalid: readonly FieldProblem[] }
  | { readonly level: 'info' | 'warn' | 'error'; readonly details: object; readonly message: string }
