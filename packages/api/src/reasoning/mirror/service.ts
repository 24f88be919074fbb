import { ContextKey } from '../../graph/context-key.ts'
import type { GraphNodeRef, GraphParts } from '../network.ts'

/** The graph in memory of a process, and what keeps the stored figures right by it. */
export interface FigureService {
  /**
   * Keeps the figures that a committed transaction has changed, if they are not too many. Never fails, and waits two
   * seconds at most; what is not kept then is kept in the background.
   */
  keep(xid: string): Promise<void>
  /**
   * The part of today's graph that failure of the set can reach, with all that was committed before the call; undefined
   * where the database has to be asked instead. With `partners`, also the part that failure of any partner of the set can
   * reach.
   */
  upward(set: readonly GraphNodeRef[], on: string, partners?: boolean): Promise<GraphParts | undefined>
}

/** Undefined where a process has no graph in memory. */
export const figureService = new ContextKey<FigureService | undefined>('graph in memory')
