import { expect, it } from 'vitest'
import { type Sketch, sketchGraph } from '../reasoning/parts.fixture.ts'
import {
  type ServiceFacts,
  servicesWithoutAsset,
  servicesWithoutObjective,
  unsupportedObjectives,
} from './coverage.ts'

const facts = (sketch: Sketch): ServiceFacts[] =>
  Object.entries(sketch.services ?? {}).map(([id, lifecycle]) => ({
    id,
    kind: 'TECHNICAL',
    lifecycle,
    ownerId: null,
  }))

it('takes the services of active objectives above for support, of live services only', () => {
  const sketch: Sketch = {
    objectives: {
      top: {},
      below: { parent: 'top' },
      draft: { status: 'DRAFT' },
      'below draft': { parent: 'draft' },
      planned: {},
      unshared: {},
    },
    services: { a: 'LIVE', b: 'LIVE', c: 'PLANNED' },
    contributions: [
      ['top', 'a', 0.1],
      ['draft', 'b', 1],
      ['planned', 'c', 1],
      ['unshared', 'a', 0],
    ],
  }
  const found = unsupportedObjectives(sketchGraph(sketch), facts(sketch))
  expect(found.map(({ id, notLive }) => [id, notLive])).toEqual([
    ['planned', 1],
    ['unshared', 0],
  ])
})

it('lets a service support an objective through those that depend on it, group or not, but not through retired ones', () => {
  const sketch: Sketch = {
    objectives: { o: {} },
    services: { web: 'LIVE', member: 'LIVE', spare: 'LIVE', retired: 'RETIRED', behind: 'LIVE' },
    contributions: [['o', 'web', 1]],
    groups: { pair: ['web', 1] },
    dependencies: [
      ['web', 's:member', 1, 'pair'],
      ['web', 's:spare', 1, 'pair'],
      ['web', 's:retired', 1],
      ['retired', 's:behind', 1],
    ],
  }
  expect(servicesWithoutObjective(sketchGraph(sketch), facts(sketch))).toEqual(['behind'])
})

it('finds live assets below a service through services that are not retired, circles included', () => {
  const sketch: Sketch = {
    services: {
      web: 'LIVE',
      api: 'LIVE',
      db: 'LIVE',
      retired: 'RETIRED',
      above: 'LIVE',
      bare: 'LIVE',
      planned: 'PLANNED',
    },
    dependencies: [
      ['web', 's:api', 1],
      ['api', 's:web', 1],
      ['api', 's:db', 1],
      ['retired', 's:db', 1],
      ['above', 's:retired', 1],
    ],
  }
  const found = servicesWithoutAsset(sketchGraph(sketch), facts(sketch), new Set(['db', 'retired']))
  expect(found).toEqual(['above', 'bare'])
  const business = facts(sketch).map((row): ServiceFacts => ({ ...row, kind: 'BUSINESS' }))
  expect(servicesWithoutAsset(sketchGraph(sketch), business, new Set())).toEqual([])
})
