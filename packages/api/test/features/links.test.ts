import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeGlobalId } from '../../src/graph/global-id.ts'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOfRequest, uuidFrom } from './audit-trail.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { type LinkWorld, linkCases } from './link-cases.ts'
import { at, done, make, mutate } from './mutate.ts'
import { raiseAlert } from './raise-alert.ts'

let api: TestApi
let to: Neighbours
let world: LinkWorld

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
  world = {
    api,
    to,
    process: await make(api, 'Process', { name: 'Sell' }),
    change: await make(api, 'Change', { title: 'Upgrade', type: 'NORMAL' }),
    ticket: await make(api, 'Ticket', { title: 'Broken', kind: 'INCIDENT' }),
    alert: await raiseAlert(api),
    otherAsset: await make(api, 'Asset', { name: 'other', kind: 'server.virtual' }),
  }
})
afterAll(() => api.stop())

/** An id that has the right form and belongs to nothing. */
const nobody = (type: string) => encodeGlobalId(type, '01920000-0000-7000-8000-000000000000')

describe.each(linkCases(() => world))('a link of $what', (link) => {
  const removes = ['unlinkProcess', 'unlinkChange', 'unlinkTicket', 'unlinkAlert'].includes(link.unlink)
    ? '__typename'
    : 'removed'
  /** What each link counts for in the audit trail. */
  const links = ['linkProcess', 'linkChange', 'linkTicket', 'linkAlert'].includes(link.link) ? 2 : 1

  it('is made, changed, left as it is, removed, and gone; each leaves its events and nothing else', async () => {
    await link.shows(null)
    const made = await done(api, link.link, { ...link.ends(), ...link.first })
    await link.shows(link.first)
    const events = await eventsOfRequest(api, made.requestId)
    expect(events).toHaveLength(links)
    for (const event of events) {
      expect(event).toMatchObject({
        actor: 'token:ADMIN',
        action: expect.stringMatching(/\.link$/),
        entity_type: link.subjectType,
        entity_id: uuidFrom(link.subject()),
        before: null,
      })
    }
    const same = await done(api, link.link, { ...link.ends(), ...link.first })
    await link.shows(link.first)
    expect(await eventsOfRequest(api, same.requestId)).toEqual([])
    if (link.second !== null) {
      const changed = await done(api, link.link, { ...link.ends(), ...link.second })
      await link.shows(link.second)
      const [event, ...more] = await eventsOfRequest(api, changed.requestId)
      expect(more).toEqual([])
      expect(event?.action).toMatch(/\.change$/)
      expect(event?.before).toEqual(events[0]?.after)
      expect(at(event?.after, 'version')).toBe(2)
    }
    const removed = await done(api, link.unlink, link.ends(), removes)
    if (removes === 'removed') expect(removed.removed).toBe(1)
    await link.shows(null)
    const gone = await eventsOfRequest(api, removed.requestId)
    expect(gone.map(({ action, after }) => [action.split('.')[1], after])).toEqual(
      Array.from({ length: links }, () => ['unlink', null]),
    )
    const again = await done(api, link.unlink, link.ends(), removes)
    if (removes === 'removed') expect(again.removed).toBe(0)
    expect(await eventsOfRequest(api, again.requestId)).toEqual([])
  })

  it('is refused for ids that nothing has, naming the field and the place in a list', async () => {
    for (const [field, { type, list }] of Object.entries(link.ids)) {
      const id = nobody(type)
      const ends: Record<string, unknown> = link.ends()
      const input = { ...ends, ...link.first, [field]: list ? [at(ends, field, 0), { id }] : { id } }
      expect(await mutate(api, link.link, input), field).toMatchObject({
        __typename: 'NotFoundError',
        code: 'NOT_FOUND',
        path: list ? [field, '1', 'id'] : [field, 'id'],
        message: `No ${type} has the id ${id}; it may have been deleted.`,
      })
    }
    await link.shows(null)
  })

  it('is refused for ids of other types, naming the field, made or removed', async () => {
    for (const name of [link.link, link.unlink]) {
      for (const [field, { list }] of Object.entries(link.ids)) {
        const result = await mutate(api, name, {
          ...link.ends(),
          [field]: list ? [{ id: to.metric }] : { id: to.metric },
        })
        const path = list ? [field, '0', 'id'] : [field, 'id']
        expect(result, `${name} ${field}`).toMatchObject({ __typename: 'InvalidInputError', path })
        expect(result.message).toMatch(/is the id of a Metric, where the id of an? \w+ belongs/)
      }
    }
  })

  it('is made once by those who make it at the same time', async () => {
    const input = { ...link.ends(), ...link.first }
    const results = await Promise.all(Array.from({ length: 4 }, () => mutate(api, link.link, input)))
    expect(new Set(results.map(({ __typename }) => __typename)).size).toBe(1)
    expect(results[0]?.__typename).toMatch(/Payload$/)
    await link.shows(link.first)
    await done(api, link.unlink, link.ends())
  })

  const lists = Object.entries(link.ids).filter(([, { list }]) => list)
  if (lists.length === 0) return
  it('takes 1,000 ids at once and no more', async () => {
    for (const name of [link.link, link.unlink]) {
      for (const [field, { type }] of lists) {
        const ids = Array.from({ length: 1_001 }, () => ({ id: nobody(type) }))
        const result = await mutate(api, name, { ...link.ends(), [field]: ids })
        expect(result).toMatchObject({ __typename: 'InvalidInputError', path: [field] })
        expect(result.message).toMatch(/has 1001 rows; at most 1000 are taken at once/)
        const most = await mutate(api, name, { ...link.ends(), [field]: ids.slice(1) })
        expect(most.message ?? '').not.toMatch(/at most/)
      }
    }
  })
})

it('does not make two who tie the same assets in opposite orders wait for each other', async () => {
  const assets = await Promise.all(
    Array.from({ length: 40 }, (_, n) => make(api, 'Asset', { name: `many-${n}`, kind: 'server' })),
  )
  const results = await Promise.all(
    [assets, assets.toReversed(), assets, assets.toReversed()].map((assetIds) =>
      mutate(
        api,
        'linkAssetsToService',
        { service: { id: to.service }, assets: assetIds.map((id) => ({ id })) },
        'linked',
      ),
    ),
  )
  expect(results.map(({ linked }) => linked)).toEqual([40, 40, 40, 40])
})
