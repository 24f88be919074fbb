import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../src/testing.ts'

const [A, B, S, T, O, P] = [1, 2, 3, 4, 5, 6].map((n) => `00000000-0000-7000-8000-00000000000${n}`)

let test: TestDatabase
beforeAll(async () => {
  test = await testDatabase()
})
afterAll(() => test?.drop())

/** The changes that a statement leaves, as `kind nodes`; "all" where every figure may differ. */
async function changesOf(statement: string): Promise<string[]> {
  const db = test.db.pool
  await db.query('delete from graph_change')
  await db.query(statement)
  const { rows } = await db.query<{ kind: string; nodes: string[] | null }>(
    'select kind, nodes from graph_change',
  )
  const name = (id: string) => 'ABSTOP'[Number(id.at(-1)) - 1] ?? id
  return rows.map(({ kind, nodes }) => `${kind} ${nodes?.map(name).join('') ?? 'all'}`).sort()
}

beforeEach(async () => {
  await test.db.pool.query(`
    delete from service; delete from asset where merged_into is not null; delete from asset;
    delete from objective; delete from process;
    insert into asset (id, name, kind) values ('${A}', 'a', 'server'), ('${B}', 'b', 'server');
    insert into service (id, name, kind) values ('${S}', 's', 'TECHNICAL'), ('${T}', 't', 'TECHNICAL');
    insert into objective (id, title, status) values ('${O}', 'o', 'ACTIVE');
    insert into process (id, name) values ('${P}', 'p');
    insert into asset_relation (from_id, to_id, kind) values ('${A}', '${B}', 'RUNS_ON');
    insert into service_dependency (service_id, on_asset_id) values ('${S}', '${A}');
    insert into objective_service (objective_id, service_id) values ('${O}', '${S}');
    insert into process_service (process_id, service_id) values ('${P}', '${S}');
    insert into process_objective (process_id, objective_id) values ('${P}', '${O}')`)
})

describe('changes of the graph', () => {
  it.each([
    [`insert into asset (name, kind) select n, 'server' from unnest(array['x', 'y']) n returning id`, 2],
    [`update asset set last_seen_at = now() + interval '1 day', labels = '{"a": "b"}'`, []],
    [`update asset set name = 'c' where id = '${A}'`, ['Asset ']],
    [`update asset set lifecycle = 'PLANNED' where id = '${A}'`, ['Asset A']],
    [
      `update asset set lifecycle = 'RETIRED', retired_at = now(), merged_into = '${B}' where id = '${A}'`,
      ['Asset AB'],
    ],
    [`update service set lifecycle = 'PLANNED', description = 'd' where id = '${T}'`, ['Service T']],
    [`update asset_relation set to_id = '${B}', strength = 0.5`, ['AssetRelation ABAB']],
    [`update service_dependency set service_id = '${T}'`, ['ServiceDependency SATA']],
    [`insert into redundancy_group (service_id, name) values ('${S}', 'g')`, ['RedundancyGroup S']],
    [`update objective_service set service_id = '${T}'`, ['Contribution ST']],
    [`update objective set title = 'p'`, ['Objective ']],
    [`update objective set weight = 2`, ['Objective all']],
    [`update process_service set strength = 0.1`, ['Process S']],
    [`update process_objective set share = 0.1`, ['Process P']],
    [`insert into organisation_setting (key, value) values ('timeZone', '"Europe/Oslo"')`, ['Setting all']],
    [`insert into organisation_setting (key, value) values ('retention', '{}')`, []],
    [`delete from asset where id = '${A}'`, ['Asset A', 'AssetRelation AB', 'ServiceDependency SA']],
    [
      `delete from service where id = '${S}'`,
      ['Contribution S', 'Process S', 'Service S', 'ServiceDependency SA'],
    ],
    [`delete from process`, ['Process ', 'Process P', 'Process S']],
  ])('%s', async (statement, expected) => {
    const found = await changesOf(statement)
    if (typeof expected === 'number') expect(found).toHaveLength(expected)
    else expect(found).toEqual(expected)
  })

  it('leave nothing when the transaction is rolled back', async () => {
    expect(await changesOf(`begin; update objective set weight = 3; rollback`)).toEqual([])
  })
})
