import type { AssetRelationKind } from '../assets/relation-strength.ts'
import { figure } from '../graph/figures.ts'
import { STRENGTH_OF_LEVEL } from '../services/strength.ts'

/** Kinds of edge that failure travels along, from the asset at the bottom to the objective at the top. */
export const EDGE_KINDS = [
  'RUNS_ON',
  'CONTAINS',
  'CONNECTS_TO',
  'DEPENDS_ON',
  'SELECTS',
  'ROUTES_TO',
  'MOUNTS',
  'OWNED_BY',
  'CALLS',
  'SERVICE_DEPENDENCY',
  'CONTRIBUTION',
  'PROCESS_SERVICE',
  'PROCESS_OBJECTIVE',
  'PARENT_OBJECTIVE',
] as const
export type EdgeKind = (typeof EDGE_KINDS)[number]

/** How strongly a process uses a service, where that was not stated. */
export const STRENGTH_OF_PROCESS = 0.5
/** How much of an objective a process carries, where that was not stated. */
export const SHARE_OF_PROCESS = 1

/**
 * Which end of a relation pulls the other down: failure of `failing` reaches `hit`. A container takes what it
 * contains with it; in every other kind `from` needs `to`.
 */
export function failureOf(relation: { fromId: string; toId: string; kind: AssetRelationKind }): {
  failing: string
  hit: string
} {
  return relation.kind === 'CONTAINS'
    ? { failing: relation.fromId, hit: relation.toId }
    : { failing: relation.toId, hit: relation.fromId }
}

/** Whether a link from service to objective counts on a day. Days are YYYY-MM-DD and both ends are included. */
export function validOn(link: { validFrom: string | null; validTo: string | null }, day: string): boolean {
  return (link.validFrom === null || link.validFrom <= day) && (link.validTo === null || day <= link.validTo)
}

/** "HARD, 1.00", "SOFT, 0.50" or the plain figure. */
export function strengthInWords(strength: number): string {
  const digits = figure(strength)
  if (strength === STRENGTH_OF_LEVEL.HARD) return `HARD, ${digits}`
  return strength === STRENGTH_OF_LEVEL.SOFT ? `SOFT, ${digits}` : digits
}

const RELATION_PHRASE: Readonly<Record<Exclude<AssetRelationKind, 'CONTAINS'>, string>> = {
  RUNS_ON: 'runs on',
  CONNECTS_TO: 'connects to',
  DEPENDS_ON: 'depends on',
  SELECTS: 'selects',
  ROUTES_TO: 'routes to',
  MOUNTS: 'mounts',
  OWNED_BY: 'is owned by',
  CALLS: 'calls',
}

/** One edge as a sentence without a full stop, such as "checkout depends on cart-db (HARD, 1.00)". */
export function edgeInWords(edge: {
  kind: EdgeKind
  strength: number
  failing: string
  hit: string
  group: string | null
  byDefault: boolean
}): string {
  const { kind, strength, failing, hit, group } = edge
  const assumed = edge.byDefault ? ', by default' : ''
  switch (kind) {
    case 'CONTRIBUTION':
      return `“${hit}” rests on ${failing} (share ${figure(strength)})`
    case 'PROCESS_SERVICE':
      return `${hit} uses ${failing} (${strengthInWords(strength)}${assumed})`
    case 'PROCESS_OBJECTIVE':
      return `“${hit}” rests on the process ${failing} (share ${figure(strength)}${assumed})`
    case 'PARENT_OBJECTIVE':
      return `“${hit}” is part of “${failing}”`
    case 'SERVICE_DEPENDENCY': {
      const through = group === null ? '' : `, redundancy group ${group}`
      return `${hit} depends on ${failing} (${strengthInWords(strength)}${through})`
    }
    case 'CONTAINS':
      return `${failing} contains ${hit} (${strengthInWords(strength)})`
    default:
      return `${hit} ${RELATION_PHRASE[kind]} ${failing} (${strengthInWords(strength)})`
  }
}
