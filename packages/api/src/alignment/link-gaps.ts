import { fractionInput, nodeInput } from '../graph/explanation.ts'
import { figure, figuresApart } from '../graph/figures.ts'
import { type Gap, gap, type NamedNode } from './gaps.ts'

/** A link of a service or process to an objective, as stored. Days are YYYY-MM-DD; an open end is null. */
export interface ShareLink {
  readonly subject: NamedNode
  readonly objectiveId: string
  /** From 0 to 1; of a process without a stated share the default. */
  readonly share: number
  readonly validFrom: string | null
  readonly validTo: string | null
}

/** An objective as far as it decides which links have an effect. */
export interface LinkedObjective {
  readonly id: string
  readonly title: string
  readonly parentId: string | null
  readonly status: string
  readonly startsOn: string | null
  readonly endsOn: string | null
}

/** Why a link puts nothing at risk. */
export type IdleReason =
  | { readonly code: 'ZERO' }
  /** A link of the same service or process counts in its place, on an objective above or below. */
  | { readonly code: 'COVERED'; readonly by: { readonly objective: NamedNode; readonly share: number } }
  /** No day is both in the period of the objective and in that of the link. */
  | { readonly code: 'NEVER' }

export interface IdleShare {
  readonly subject: NamedNode
  readonly objective: NamedNode
  readonly share: number
  readonly reason: IdleReason
}

/**
 * Links whose share changes no value at risk, whatever fails. Of several links of one service or process that reach a
 * leaf, on it and on objectives above it, only the largest share counts, of equal ones the uppermost. A link whose
 * period is over is history, and a link to an objective that does not count has no effect yet: neither is found.
 * @param leaves the ids of the leaf objectives that count
 * @param on the day that is asked about, YYYY-MM-DD
 */
export function sharesWithoutEffect(
  links: readonly ShareLink[],
  objectives: ReadonlyMap<string, LinkedObjective>,
  leaves: readonly string[],
  on: string,
): IdleShare[] {
  const parents = new Set([...objectives.values()].map(({ parentId }) => parentId))
  const chains = leaves.map((leaf) => chainFrom(leaf, objectives))
  const found: IdleShare[] = []
  for (const own of Map.groupBy(links, ({ subject }) => subject.id).values()) {
    const counting = own.filter((link) => link.share > 0 && isValidOn(link, on))
    const best = chains.map((chain) => largest(counting, chain))
    for (const link of own) {
      const objective = objectives.get(link.objectiveId)
      if (objective === undefined) continue
      const idle = (reason: IdleReason) =>
        found.push({ subject: link.subject, objective: named(objective), share: link.share, reason })
      const isOver = link.validTo !== null && link.validTo < on
      if (isOver) continue
      if (!parents.has(objective.id) && isOpen(objective) && !meets(objective, link)) idle({ code: 'NEVER' })
      else if (isValidOn(link, on) && link.share === 0) idle({ code: 'ZERO' })
      else if (counting.includes(link)) {
        const reached = best.filter((_, place) => chains[place]?.includes(link.objectiveId))
        const [by] = reached
        const covering = by === undefined ? undefined : objectives.get(by.objectiveId)
        if (by !== undefined && covering !== undefined && !reached.includes(link))
          idle({ code: 'COVERED', by: { objective: named(covering), share: by.share } })
      }
    }
  }
  return found
}

/** An objective and all above it, the uppermost first. */
function chainFrom(leaf: string, objectives: ReadonlyMap<string, LinkedObjective>): string[] {
  const chain: string[] = []
  for (let at = objectives.get(leaf); at !== undefined; at = objectives.get(at.parentId ?? ''))
    chain.unshift(at.id)
  return chain
}

function largest(links: readonly ShareLink[], chain: readonly string[]): ShareLink | undefined {
  let best: ShareLink | undefined
  for (const id of chain) {
    const link = links.find(({ objectiveId }) => objectiveId === id)
    if (link !== undefined && link.share > (best?.share ?? 0)) best = link
  }
  return best
}

function isValidOn({ validFrom, validTo }: ShareLink, day: string): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo)
}

function isOpen({ status }: LinkedObjective): boolean {
  return status === 'ACTIVE' || status === 'DRAFT'
}

function meets({ startsOn, endsOn }: LinkedObjective, { validFrom, validTo }: ShareLink): boolean {
  const begins = startsOn === null || validTo === null || startsOn <= validTo
  return begins && (endsOn === null || validFrom === null || validFrom <= endsOn)
}

function named({ id, title }: LinkedObjective): NamedNode {
  return { type: 'Objective', id, name: title }
}

/** @param weight of the objective, where it counts */
export function shareWithoutEffect(
  { subject, objective, share, reason }: IdleShare,
  weight: number | null,
): Gap {
  const inputs = [nodeInput('share', share, subject)]
  if (weight !== null) inputs.push(fractionInput('weight', weight, objective))
  const between = `The link of ${subject.name} to “${objective.name}”`
  switch (reason.code) {
    case 'ZERO':
      return gap('SHARE_WITHOUT_EFFECT', subject, objective, weight, inputs, {
        found: `${between} has the share 0: nothing of the objective is lost while ${subject.name} is out.`,
        toDo: 'State how much of the objective is lost, or remove the link.',
      })
    case 'NEVER':
      return gap('SHARE_WITHOUT_EFFECT', subject, objective, weight, inputs, {
        found: `${between} is valid on no day of the period of the objective.`,
        toDo: 'Change the days of the link or the period of the objective, or remove the link.',
      })
    case 'COVERED': {
      const { by } = reason
      const [own, other] = by.share === share ? [figure(share), figure(share)] : figuresApart(share, by.share)
      inputs.push(nodeInput('share that counts', by.share, by.objective))
      const compared = by.share === share ? `as large as its share ${other}` : `below its share ${other}`
      return gap('SHARE_WITHOUT_EFFECT', subject, objective, weight, inputs, {
        found: `${between} has the share ${own}, which is ${compared} in “${by.objective.name}”: of several links that reach an objective, only the largest counts.`,
        toDo: 'Remove one of the two links, or correct the shares.',
      })
    }
  }
}
