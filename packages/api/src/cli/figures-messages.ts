import type { Connection } from '@throughline/db'
import type { GraphNodeRef, GraphParts } from '../reasoning/network.ts'

/** What the thread of the figures is started with. */
export interface FiguresThreadData {
  readonly connection: Connection
}

/** What the thread is asked for, and what each question is answered with. */
export interface FiguresCalls {
  readonly ready: { readonly ask: object; readonly answer: null }
  readonly keep: { readonly ask: { readonly xid: string }; readonly answer: null }
  readonly upward: {
    readonly ask: { readonly set: readonly GraphNodeRef[]; readonly on: string; readonly partners: boolean }
    readonly answer: GraphParts
  }
  readonly stop: { readonly ask: object; readonly answer: null }
}
export type CallName = keyof FiguresCalls
export type Call = {
  [K in CallName]: { readonly id: number; readonly call: K } & FiguresCalls[K]['ask']
}[CallName]

export type Reply =
  | { readonly id: number; readonly answer: FiguresCalls[CallName]['answer'] }
  | { readonly id: number; readonly error: unknown }
  | { readonly level: 'info' | 'warn' | 'error'; readonly details: object; readonly message: string }
