import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { canonicalJson } from '../json.ts'
import type { NeutralRecord } from '../records/record.ts'

/** Compares records with a file of the records expected; writes the file instead when UPDATE_GOLDEN is 1. */
export async function compareGolden(path: string, records: readonly NeutralRecord[]): Promise<void> {
  const actual = `${canonicalJson(sorted(records), 2)}\n`
  if (process.env.UPDATE_GOLDEN === '1') {
    await writeFile(path, actual)
    return
  }
  const expected = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new assert.AssertionError({
      message: `The golden file ${path} cannot be read (${String(cause)}); run once with UPDATE_GOLDEN=1 and read what it wrote`,
    })
  })
  assert.equal(actual, expected, `The records differ from ${path}`)
}

/** Records in the order of their kinds and ids, which no plugin has to keep. */
export function sorted(records: readonly NeutralRecord[]): NeutralRecord[] {
  const key = (record: NeutralRecord) => `${record.type}\n${record.externalId}`
  return records.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
