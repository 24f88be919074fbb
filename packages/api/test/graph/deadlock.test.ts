import pg from 'pg'
import { expect, test } from 'vitest'
import { startApi } from '../harness.ts'
import { ask } from './bad-input/answers.ts'

test('where a mutation and somebody else wait for each other, it gives way, tries again and succeeds', async () => {
  const api = await startApi()
  const other = new pg.Client('url' in api.db.connection ? api.db.connection.url : api.db.connection)
  await other.connect()
  try {
    const made = await api.get<Record<string, { it: { id: string } }>>(`mutation {
      service: createService(input: {name: "Shop", kind: BUSINESS}) { ... on CreateServicePayload { it: service { id } } }
      first: createAsset(input: {kind: "server", name: "first"}) { ... on CreateAssetPayload { it: asset { id } } }
      second: createAsset(input: {kind: "server", name: "second"}) { ... on CreateAssetPayload { it: asset { id } } }
    }`)
    const [serviceId, ...assetIds] = ['service', 'first', 'second'].map((key) => made[key]?.it.id)
    const link = `mutation ($input: LinkAssetsToServiceInput!) {
      linkAssetsToService(input: $input) {
        __typename
        ... on LinkAssetsToServicePayload { service { assets { edges { strength } } } }
        ... on Error { code message }
      }
    }`
    await api.get(link, { input: { service: { id: serviceId }, assets: assetIds.map((id) => ({ id })) } })
    // Links are locked in the order of the ids they tie.
    const lock = (place: number) =>
      other.query(
        'select from service_dependency where id = (select id from service_dependency order by on_asset_id offset $1 limit 1) for update',
        [place],
      )
    // PostgreSQL ends whichever it looks at first. On a busy machine that may be the other one: then once more.
    let ended: 'mutation' | 'other' = 'other'
    let rounds = 0
    while (ended === 'other') {
      rounds += 1
      await other.query('begin')
      await lock(1)
      const asked = ask(api, link, {
        input: { service: { id: serviceId }, assets: assetIds.map((id) => ({ id })), strength: 0.3 },
      })
      for (let waiting = 0; waiting !== 1; ) {
        const { rowCount } = await api.db.pool.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
        waiting = rowCount ?? 0
      }
      // Granted once the mutation has been ended in favour of this.
      ended = await lock(0).then(
        () => 'mutation',
        () => 'other',
      )
      await other.query('rollback')
      const { status, codes, text } = await asked
      expect({ status, codes }).toEqual({ status: 200, codes: [] })
      expect(text.match(/"strength":0.3/g)).toHaveLength(2)
    }
    // There was one each time, and PostgreSQL ended it; its counter follows after a while.
    for (let deadlocks = 0; deadlocks !== rounds; ) {
      const { rows } = await api.db.pool.query<{ deadlocks: number }>(
        'select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()',
      )
      deadlocks = rows[0]?.deadlocks ?? 0
    }
  } finally {
    await other.end()
    await api.stop()
  }
})
