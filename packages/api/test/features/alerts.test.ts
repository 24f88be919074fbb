import { afterAll, beforeAll, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { at, done, listAt, make } from './mutate.ts'
import { raiseAlert } from './raise-alert.ts'

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

it('is shown with its source, and fires until it has an end', async () => {
  const firing = await raiseAlert(api, { title: 'Goes on', startsAt: '2026-05-02T08:00:00Z' })
  const ended = await raiseAlert(api, {
    title: 'Is over',
    startsAt: '2026-05-03T08:00:00Z',
    endsAt: '2026-05-03T09:00:00Z',
  })
  const query = `query ($id: ID!) { alert(by: { id: $id }) {
    fingerprint title description severity sourceSeverity status startsAt endsAt source { name } labels version
    services { totalCount } assets { totalCount } externalReferences { totalCount } } }`
  expect(at(await api.get(query, { id: firing }), 'alert')).toEqual({
    fingerprint: 'f1',
    title: 'Goes on',
    description: '',
    severity: 'WARNING',
    sourceSeverity: 'page',
    status: 'FIRING',
    startsAt: '2026-05-02T08:00:00.000Z',
    endsAt: null,
    source: { name: 'monitoring' },
    labels: {},
    version: 1,
    services: { totalCount: 0 },
    assets: { totalCount: 0 },
    externalReferences: { totalCount: 0 },
  })
  expect(at(await api.get(query, { id: ended }), 'alert')).toMatchObject({
    status: 'RESOLVED',
    endsAt: '2026-05-03T09:00:00.000Z',
  })
  const listed = async (filter: object, orderBy: object[] = []) =>
    listAt(
      await api.get(
        'query ($filter: AlertFilter, $orderBy: [AlertOrder!]) { alerts(filter: $filter, orderBy: $orderBy) { nodes { id } } }',
        { filter, orderBy },
      ),
      'alerts',
      'nodes',
    ).map((node) => at(node, 'id'))
  // The latest first, if nothing is said.
  expect(await listed({})).toEqual([ended, firing])
  expect(await listed({ status: { eq: 'FIRING' } })).toEqual([firing])
  expect(
    await listed({ source: { name: { eq: 'monitoring' } }, severity: { in: ['WARNING'] } }),
  ).toHaveLength(2)
  // What goes on counts as last to end.
  expect(await listed({}, [{ field: 'ENDS_AT', direction: 'ASC' }])).toEqual([ended, firing])
  expect(await listed({}, [{ field: 'ENDS_AT', direction: 'DESC' }])).toEqual([firing, ended])
})

it('is found by what it is about, from both ends', async () => {
  const id = await raiseAlert(api, { title: 'Tied' })
  const service = await make(api, 'Service', { name: 'Shop', kind: 'BUSINESS' })
  await done(api, 'linkAlert', { alert: { id }, services: [{ id: service }] })
  const answer = await api.get(
    `query ($id: ID!, $service: ID!) {
      alerts(filter: { service: { id: { eq: $service } } }) { nodes { id } }
      service(by: { id: $service }) { alerts(filter: { status: { eq: FIRING } }) { totalCount nodes { id } } }
      services(filter: { alert: { id: { eq: $id } } }) { nodes { id } }
      sources(filter: { alert: { id: { eq: $id } } }) { nodes { name alerts { totalCount } } }
    }`,
    { id, service },
  )
  expect(answer).toEqual({
    alerts: { nodes: [{ id }] },
    service: { alerts: { totalCount: 1, nodes: [{ id }] } },
    services: { nodes: [{ id: service }] },
    sources: { nodes: [{ name: 'monitoring', alerts: { totalCount: 3 } }] },
  })
})
