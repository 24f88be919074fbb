import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChangedList, changedCursor, inOrderOfChange, type Position } from './changed.ts'

interface Entry {
  readonly key: string
  readonly changed: string
  readonly version: number
}

const UNTIL = new Date('2026-03-01T00:01:00Z')
const second = (number: number) => new Date(Date.UTC(2026, 2, 1) + number * 1000).toISOString()

/** A list as a forge keeps it, in which entries change while it is read. */
class LivingList implements ChangedList<Entry> {
  readonly entries = new Map<string, Entry>()
  readonly #size: number
  readonly #between: (list: LivingList) => void

  constructor(seconds: readonly number[], size: number, between: (list: LivingList) => void = () => {}) {
    for (const [index, number] of seconds.entries()) {
      this.entries.set(`${index}`, { key: `${index}`, changed: second(number), version: 0 })
    }
    this.#size = size
    this.#between = between
  }

  async read(since: string | undefined, page: number) {
    this.#between(this)
    const listed = [...this.entries.values()]
      .filter(({ changed }) => since === undefined || Date.parse(changed) >= Date.parse(since))
      .sort((a, b) => Date.parse(a.changed) - Date.parse(b.changed) || Number(a.key) - Number(b.key))
    const items = listed.slice((page - 1) * this.#size, page * this.#size)
    return { items, more: page * this.#size < listed.length }
  }

  change(key: string, number: number): void {
    const entry = this.entries.get(key)
    if (entry === undefined) return
    this.entries.set(key, { key, changed: second(number), version: entry.version + 1 })
  }

  key = ({ key }: Entry) => key
  changedAt = ({ changed }: Entry) => changed
}

async function readInto(
  list: LivingList,
  seen: Map<string, number>,
  from: Position | null,
  until: Date,
  pages = Number.POSITIVE_INFINITY,
): Promise<Position | null> {
  let position = from
  for await (const { raw, next } of inOrderOfChange(list, from, until)) {
    for (const { key, version } of raw) seen.set(key, version)
    position = next === null ? null : changedCursor.schema.parse(JSON.parse(JSON.stringify(next)))
    if (--pages === 0) break
  }
  return position
}

async function readToTheEnd(list: ChangedList<Entry>): Promise<void> {
  for await (const _page of inOrderOfChange(list, null, UNTIL));
}

const seconds = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 25 })

describe('a list in the order of change', () => {
  test('is read whole, whatever changes meanwhile and wherever it is stopped', async () => {
    const touches = fc.array(fc.option(fc.nat(24), { nil: undefined }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(
        seconds,
        fc.integer({ min: 1, max: 6 }),
        touches,
        fc.integer({ min: 1, max: 6 }),
        async (times, size, changes, stop) => {
          let number = 0
          const list = new LivingList(times, size, (living) => {
            const key = changes[number++]
            if (key !== undefined) living.change(`${key}`, 60 + number)
          })
          const seen = new Map<string, number>()
          const stopped = await readInto(list, seen, null, UNTIL, stop)
          await readInto(list, seen, stopped, UNTIL)
          number = changes.length
          await readInto(list, seen, changedCursor.time.at(UNTIL), new Date(UNTIL.getTime() + 3_600_000))
          const held = [...list.entries.values()].map(({ key, version }) => [key, version])
          expect(new Map([...seen].sort())).toEqual(new Map([...held].sort() as [string, number][]))
        },
      ),
      { numRuns: 500 },
    )
  })

  test('gives each entry once when nothing changes', async () => {
    await fc.assert(
      fc.asyncProperty(seconds, fc.integer({ min: 1, max: 6 }), async (times, size) => {
        const given: string[] = []
        for await (const { raw } of inOrderOfChange(new LivingList(times, size), null, UNTIL)) {
          given.push(...raw.map(({ key }) => key))
        }
        expect(given.toSorted()).toEqual(times.map((_, index) => `${index}`).toSorted())
      }),
    )
  })

  test('ends though its entries go on changing', async () => {
    let now = 60
    const list = new LivingList([1, 2, 3], 1, (living) => {
      if (now > 100) throw new Error('It is read for ever')
      living.change(`${now % 3}`, ++now)
    })
    await readInto(list, new Map(), null, UNTIL)
  })

  test('that repeats one page for ever is given up', async () => {
    const entry = { key: '1', changed: second(1), version: 0 }
    const list: ChangedList<Entry> = {
      read: async () => ({ items: [entry], more: true }),
      key: ({ key }) => key,
      changedAt: ({ changed }) => changed,
    }
    await expect(readToTheEnd(list)).rejects.toThrow('repeats itself')
  })

  test('whose pages never stay where they are is given up', async () => {
    let calls = 0
    const list: ChangedList<Entry> = {
      async read() {
        if (calls > 200) throw new Error('It is read for ever')
        return { items: [{ key: `${calls++}`, changed: second(1), version: 0 }], more: true }
      },
      key: ({ key }) => key,
      changedAt: ({ changed }) => changed,
    }
    await expect(readToTheEnd(list)).rejects.toThrow('changes faster')
  })
})
