import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'
import { eventsOf } from './audit-trail.ts'
import { ENTITIES } from './entities.ts'
import { makeNeighbours, type Neighbours } from './entity-case.ts'
import { at, done, make, mutate, rowOf, rowPath, textAt } from './mutate.ts'
import { payloadKey } from './payload-key.ts'

let api: TestApi
let to: Neighbours

beforeAll(async () => {
  api = await startApi()
  to = await makeNeighbours(api)
})
afterAll(() => api.stop())

describe.each(ENTITIES)('update$type', (entity) => {
  const key = payloadKey(entity.type)
  const update = `update${entity.type}`
  const selection = `${key} { id version updatedAt ${entity.selection} }`

  it('changes what is given and nothing else', async () => {
    const id = await make(api, entity.type, entity.create(to, 1))
    const changed = at(
      await done(api, update, { ...rowOf(entity.type, id), ...entity.change.input }, selection),
      key,
    )
    expect(changed).toMatchObject({ ...entity.stored(to, 1), ...entity.change.stored, version: 2 })
    const again = at(
      await done(api, update, { ...rowOf(entity.type, id), version: 2, ...entity.create(to, 1) }, selection),
      key,
    )
    expect(again).toMatchObject({ ...entity.stored(to, 1), version: 3 })
  })

  it('leaves version, date and audit trail alone where nothing changes', async () => {
    const id = await make(api, entity.type, entity.create(to, 2))
    const before = at(await done(api, update, rowOf(entity.type, id), selection), key)
    expect(at(before, 'version')).toBe(1)
    const same = await done(
      api,
      update,
      { ...rowOf(entity.type, id), version: 1, ...entity.create(to, 2) },
      selection,
    )
    expect(at(same, key)).toEqual(before)
    expect((await eventsOf(api, id)).map(({ action }) => action)).toHaveLength(1)
  })

  it.each(Object.entries(entity.empties))('empties %s with null', async (field, { field: shown, stored }) => {
    const id = await make(api, entity.type, entity.create(to, 3))
    const emptied = at(await done(api, update, { ...rowOf(entity.type, id), [field]: null }, selection), key)
    expect(emptied).toMatchObject({ ...entity.stored(to, 3), [shown]: stored, version: 2 })
    await done(api, `delete${entity.type}`, rowOf(entity.type, id))
  })

  it('refuses null where something must be, all places at once', async () => {
    const id = await make(api, entity.type, entity.create(to, 4))
    const nothing = Object.fromEntries(entity.required.map((field) => [field, null]))
    const refused = await mutate(api, update, { ...rowOf(entity.type, id), ...nothing })
    expect(refused).toMatchObject({ __typename: 'InvalidInputError', code: 'INVALID_INPUT' })
    expect(refused.fields).toEqual(
      expect.arrayContaining(entity.required.map((field) => ({ path: [field], message: 'cannot be empty' }))),
    )
    expect(refused.fields).toHaveLength(entity.required.length)
  })

  it('says so where nothing has the id, and where the id is of another type', async () => {
    const id = await make(api, entity.type, entity.create(to, 5))
    await done(api, `delete${entity.type}`, rowOf(entity.type, id))
    expect(await mutate(api, update, rowOf(entity.type, id))).toMatchObject({
      __typename: 'NotFoundError',
      code: 'NOT_FOUND',
      path: rowPath(entity.type),
    })
    const other = entity.type === 'Team' ? to.service : to.team
    for (const wrong of [other, 'no id', '']) {
      expect(await mutate(api, update, rowOf(entity.type, wrong))).toMatchObject({
        __typename: 'InvalidInputError',
        path: rowPath(entity.type),
      })
    }
  })

  it('is refused for a version that is not the current one, naming that', async () => {
    const id = await make(api, entity.type, entity.create(to, 6))
    await done(api, update, { ...rowOf(entity.type, id), version: 1, ...entity.change.input })
    const stale = await mutate(api, update, {
      ...rowOf(entity.type, id),
      version: 1,
      ...entity.create(to, 6),
    })
    expect(stale).toMatchObject({ __typename: 'ConflictError', code: 'CONFLICT', currentVersion: 2 })
    const remove = await mutate(api, `delete${entity.type}`, { ...rowOf(entity.type, id), version: 1 })
    expect(remove).toMatchObject({ __typename: 'ConflictError', currentVersion: 2 })
    const read = at(await done(api, update, rowOf(entity.type, id), selection), key)
    expect(read).toMatchObject({ ...entity.stored(to, 6), ...entity.change.stored, version: 2 })
  })

  it('accepts exactly one of two changes to the same version', async () => {
    const id = await make(api, entity.type, entity.create(to, 7))
    const results = await Promise.all(
      [entity.change.input, entity.change.input, entity.change.input].map((input) =>
        mutate(api, update, { ...rowOf(entity.type, id), version: 1, ...input }, selection),
      ),
    )
    const names = results.map(({ __typename }) => __typename).sort()
    expect(names).toEqual(['ConflictError', 'ConflictError', `Update${entity.type}Payload`])
    expect(
      results
        .filter(({ currentVersion }) => currentVersion !== undefined)
        .map(({ currentVersion }) => currentVersion),
    ).toEqual([2, 2])
    expect(textAt(await done(api, update, rowOf(entity.type, id), selection), key, 'id')).toBe(id)
  })
})
