import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildImpactGraph } from '../reasoning/build-graph.ts'
import type { GraphParts } from '../reasoning/network.ts'
import { organisations } from '../reasoning/organisations.fixture.ts'
import { DAY, type Sketch, sketchGraph, sketchParts } from '../reasoning/parts.fixture.ts'
import { countsOn, effectiveWeights } from '../reasoning/weights.ts'
import { type LinkedObjective, type ShareLink, sharesWithoutEffect, shareWithoutEffect } from './link-gaps.ts'

const linksOf = (parts: GraphParts): ShareLink[] => [
  ...parts.contributions.map(({ serviceId, ...link }) => ({
    ...link,
    subject: { type: 'Service', id: serviceId, name: serviceId } as const,
  })),
  ...parts.processObjectives.map(({ processId, objectiveId, share }) => ({
    objectiveId,
    share: share ?? 1,
    validFrom: null,
    validTo: null,
    subject: { type: 'Process', id: processId, name: processId } as const,
  })),
]

function find(parts: GraphParts, links = linksOf(parts)) {
  const objectives = new Map<string, LinkedObjective>(parts.objectives.map((row) => [row.id, row]))
  const leaves = [...buildImpactGraph(parts).weights].filter(([, { leaf }]) => leaf).map(([id]) => id)
  return { objectives, leaves, idle: sharesWithoutEffect(links, objectives, leaves, DAY) }
}

const brief = (sketch: Sketch) =>
  find(sketchParts(sketch)).idle.map(({ subject, objective, reason }) => [
    subject.name,
    objective.name,
    reason.code,
  ])

describe('a share has no effect', () => {
  it('where it is 0, or where a larger one above or below counts in its place; of equal ones the lower', () => {
    const objectives = {
      top: {},
      left: { parent: 'top' },
      right: { parent: 'top' },
      draft: { status: 'DRAFT' },
    } as const
    const idle = (contributions: Sketch['contributions'] & object) =>
      brief({ objectives, services: { a: 'LIVE' }, contributions })
    expect(
      idle([
        ['top', 'a', 0.5],
        ['left', 'a', 0.4],
      ]),
    ).toEqual([['a', 'left', 'COVERED']])
    expect(
      idle([
        ['top', 'a', 0.4],
        ['left', 'a', 0.5],
      ]),
    ).toEqual([])
    expect(
      idle([
        ['top', 'a', 0.4],
        ['left', 'a', 0.5],
        ['right', 'a', 0.4],
      ]),
    ).toEqual([['a', 'right', 'COVERED']])
    expect(
      idle([
        ['top', 'a', 0.4],
        ['left', 'a', 0.5],
        ['right', 'a', 0.6],
      ]),
    ).toEqual([['a', 'top', 'COVERED']])
    expect(
      idle([
        ['top', 'a', 0],
        ['draft', 'a', 1],
      ]),
    ).toEqual([['a', 'top', 'ZERO']])
  })

  it('where the link and its objective have no day in common, unless the link is over', () => {
    const parts = sketchParts({
      objectives: { early: { endsOn: '2026-06-30' }, late: { startsOn: '2026-08-01' } },
      services: { a: 'LIVE' },
      contributions: [
        ['early', 'a', 1],
        ['late', 'a', 1],
      ],
    })
    const between = (validFrom: string | null, validTo: string | null) =>
      find(
        parts,
        linksOf(parts).map((link) => ({ ...link, validFrom, validTo })),
      ).idle.map(({ objective, reason }) => [objective.name, reason.code])
    expect(between('2026-07-01', '2026-07-31')).toEqual([
      ['early', 'NEVER'],
      ['late', 'NEVER'],
    ])
    expect(between('2026-06-30', '2026-08-01')).toEqual([])
    expect(between('2026-07-01', null)).toEqual([['early', 'NEVER']])
    expect(between(null, DAY)).toEqual([['late', 'NEVER']])
    expect(between(null, '2026-06-14')).toEqual([])
  })

  it('exactly where it can be left out, of random organisations: without those all that is left counts', () => {
    let found = 0
    fc.assert(
      fc.property(organisations(false), (parts) => {
        const links = linksOf(parts)
        const { idle } = find(parts)
        const weights = effectiveWeights(
          parts.objectives.map((row) => ({ ...row, counts: countsOn(row, parts.on) })),
        )
        const above = (id: string): string[] => {
          const parent = parts.objectives.find((row) => row.id === id)?.parentId ?? null
          return parent === null ? [id] : [id, ...above(parent)]
        }
        /** What of each leaf is lost with each service or process. */
        const largest = (given: readonly ShareLink[]) =>
          [...weights].flatMap(([leaf, weight]) =>
            weight.leaf
              ? [...new Set(links.map(({ subject }) => subject.id))].map((subject) =>
                  Math.max(
                    0,
                    ...given
                      .filter((link) => link.subject.id === subject && above(leaf).includes(link.objectiveId))
                      .map(({ share }) => share),
                  ),
                )
              : [],
          )
        const isIdle = (link: ShareLink) =>
          idle.some(
            ({ subject, objective }) => subject.id === link.subject.id && objective.id === link.objectiveId,
          )
        const kept = links.filter((link) => !isIdle(link))
        expect(largest(kept)).toEqual(largest(links))
        for (const link of kept) {
          const reaches = [...weights].some(
            ([leaf, weight]) => weight.leaf && above(leaf).includes(link.objectiveId),
          )
          if (reaches) expect(largest(kept.filter((other) => other !== link))).not.toEqual(largest(kept))
        }
        found += idle.filter(({ reason }) => reason.code === 'COVERED').length
      }),
      { seed: 7, numRuns: 300 },
    )
    expect(found).toBeGreaterThan(20)
  })

  it('says which share counts instead', () => {
    const sketch: Sketch = {
      objectives: { top: {}, left: { parent: 'top' } },
      services: { a: 'LIVE' },
      contributions: [
        ['top', 'a', 0.5],
        ['left', 'a', 0.5],
      ],
    }
    const [share] = find(sketchParts(sketch)).idle
    if (share === undefined) throw new Error('nothing was found')
    const weight = sketchGraph(sketch).weights.get('left')?.weight ?? null
    expect(shareWithoutEffect(share, weight)).toMatchObject({ weight: 1, related: { id: 'left' } })
    expect(shareWithoutEffect(share, weight).explanation.reasons[0]?.text).toBe(
      'The link of a to “left” has the share 0.50, which is as large as its share 0.50 in “top”: of several links that reach an objective, only the largest counts.',
    )
  })
})
