import { ContextKey } from '../../graph/context-key.ts'
import type { FatalPage, FatalQuestion } from '../fatal-page.ts'
import type { GraphNodeRef } from '../network.ts'
import type { GraphPart } from './graph-part.ts'

/** The graph in memory of a process, and what keeps the stored figures right by it. */
export interface FigureService {
  /**
   * Keeps the figures that a committed transaction has changed, if they are not too many. Never fails, and waits two
   * seconds at most; what is not kept then is kept in the background.
   */
  keep(xid: string): Promise<void>
  /**
   * The part of today's graph that failure of the set can reach, with all that was committed before the call; undefined
   * where the database has to be asked instead.
   */
  upward(set: readonly GraphNodeRef[], on: string): Promise<GraphPart | undefined>
  /**
   * A page of the nodes that are fatal while a set is down, with all that was committed before the call; undefined where
   * the database has to be asked instead. It is computed in slices: other questions are answered between them.
   * @throws InvalidInput where the arguments of the page do not fit
   */
  fatalNext(question: FatalQuestion, on: string): Promise<FatalPage | undefined>
}

/** Undefined where a process has no graph in memory. */
export const figureService = new ContextKey<FigureService | undefined>('graph in memory')
