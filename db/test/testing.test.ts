import { describe, expect, it } from 'vitest'
import { testDatabase } from '../src/testing.ts'

describe('testDatabase', { timeout: 120_000 }, () => {
  it('gives each caller a migrated database of its own', async () => {
    const [one, other] = await Promise.all([testDatabase(), testDatabase()])
    await one.db.kysely.insertInto('team').values({ name: 'Payments', kind: 'IT' }).execute()
    const count = (db: typeof one.db) => db.kysely.selectFrom('team').selectAll().execute()
    expect(await count(one.db)).toHaveLength(1)
    expect(await count(other.db)).toHaveLength(0)
    await one.drop()
    await other.drop()
  })

  it('prepares a template once, and again after a preparation that failed', async () => {
    let prepared = 0
    const demo = () =>
      testDatabase({
        template: 'once',
        async prepare(db) {
          prepared += 1
          if (prepared === 1) throw new Error('first time')
          await db.kysely.insertInto('team').values({ name: 'Demo', kind: 'BUSINESS' }).execute()
        },
      })
    await expect(demo()).rejects.toThrow('first time')
    const databases = await Promise.all([demo(), demo(), demo()])
    expect(prepared).toBe(2)
    for (const { db, drop } of databases) {
      expect(await db.kysely.selectFrom('team').select('name').execute()).toEqual([{ name: 'Demo' }])
      await drop()
    }
  })
})
