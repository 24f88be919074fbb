import assert from 'node:assert/strict'
import type { NeutralRecord, RecordType } from '../../records/record.ts'
import { attributesFitTheirKind, mapIsPure, relationsHaveEnds } from '../contract.ts'
import type { NamedCheck } from '../fixtures.ts'
import { compareGolden } from '../golden.ts'
import { recordsOf, type StreamListing } from '../listing.ts'
import { type Baseline, runOn, type Subject } from './baseline.ts'
import { onStage } from './stage.ts'
import { assertSameState, stateOf } from './state.ts'

/** What must hold for what one undisturbed run gives. */
export function apiListingChecks(subject: Subject): NamedCheck[] {
  const { plugin, fixtures } = subject
  const check = (name: string, judge: (baseline: Baseline) => void | Promise<void>): NamedCheck => ({
    name,
    run: async () => judge(await subject.baseline()),
  })
  const listed = (judge: (listings: StreamListing[]) => void) => (baseline: Baseline) =>
    judge(listingsOf(subject, baseline))
  const { golden } = fixtures
  return [
    check('every stream yields something', ({ memory }) => {
      for (const { name } of plugin.streams) {
        assert.ok(
          memory.records.some((kept) => kept.stream === name),
          `${name} yielded nothing that means something`,
        )
      }
    }),
    check('the system needs several pages', ({ pages, pagesOf }) => {
      assert.ok(
        pages > pagesOf.size,
        'No stream needed a second page: make the pages of the fake system smaller, or give it more records',
      )
    }),
    check('external ids are unique', idsAreUnique),
    check('raw records can be stored', ({ memory }) => {
      assert.equal(memory.complaints.unstorable[0], undefined)
    }),
    check('map is pure', listed(mapIsPure)),
    check('every record is valid and of the declared type', ({ memory }) => {
      assert.equal(memory.complaints.invalid[0], undefined)
    }),
    check(
      'attributes fit the declared kind',
      listed((listings) => attributesFitTheirKind(plugin, recordsOf(listings))),
    ),
    check('every relation, effort and response leads to a record of the source', (baseline) => {
      relationsHaveEnds(baseline.records)
      leadSomewhere(baseline.records)
    }),
    check('a second run changes nothing', (baseline) => secondRun(subject, baseline)),
    ...(golden === undefined
      ? []
      : [check('the records are the golden ones', ({ records }) => compareGolden(golden, records))]),
  ]
}

/** The raw records of each stream, thawed: as they are read from where they are stored. */
function listingsOf({ plugin }: Subject, { memory }: Baseline): StreamListing[] {
  return plugin.streams.map((stream) => {
    const kept = memory.records.filter((record) => record.stream === stream.name)
    return { stream, raws: [...new Set(kept.map(({ raw }) => raw))].map((raw): unknown => JSON.parse(raw)) }
  })
}

function idsAreUnique({ memory }: Baseline): void {
  assert.equal(memory.complaints.clashes[0], undefined)
  const streams = new Map<string, string>()
  for (const { stream, record } of memory.records) {
    const name = `${record.type} ${record.externalId}`
    const other = streams.get(name)
    assert.equal(other, undefined, `${stream} and ${other} both yield the ${name}`)
    streams.set(name, stream)
  }
}

function leadSomewhere(records: readonly NeutralRecord[]): void {
  const known = new Set(records.map(({ type, externalId }) => `${type} ${externalId}`))
  const assertKnown = (record: NeutralRecord, type: RecordType, externalId: string | undefined) => {
    assert.ok(
      externalId === undefined || known.has(`${type} ${externalId}`),
      `The ${record.type} ${record.externalId} names the ${type} ${externalId}, which no stream yields`,
    )
  }
  for (const record of records) {
    if (record.type === 'effort') assertKnown(record, 'ticket', record.ticket)
    if (record.type === 'response') assertKnown(record, 'survey', record.survey)
  }
}

async function secondRun(subject: Subject, { state }: Baseline): Promise<void> {
  await onStage(subject.plugin, subject.fixtures, async (stage) => {
    const memory = await runOn(subject, stage)
    await runOn(subject, stage, { memory })
    assertSameState(stateOf(memory, stage), state, 'After a second run')
  })
}
