import type { Db } from '@throughline/db'
import { z } from 'zod'
import { type CountsByType, nothingChanged } from '../sync/records/counts.ts'
import { counted } from './ask/words.ts'
import { type Output, table } from './output.ts'
import { type MappedByRules, MOST_SET_ASIDE, type RunFollowUp } from './run-follow-up.ts'
import type { VoidReferences } from './run-references.ts'

/** How many records that could not be used are said. */
const SHOWN = 10
/** How many references without effect are said of a run that changed nothing. */
const SHOWN_AGAIN = 3

/** Says what a run did, by type of record. */
export function sayCounts(output: Output, counts: CountsByType): void {
  output.say(
    table(
      ['', 'found', 'added', 'changed', 'unchanged', 'retired', 'rejected'],
      Object.entries(counts).map(([type, count]) => [
        plural(type),
        count.found,
        count.added,
        count.changed,
        count.unchanged,
        count.retired,
        count.rejected,
      ]),
    ),
  )
}

/** Says what of a run waits for a person, or that nothing has changed. */
export function sayRemarks(
  output: Output,
  counts: CountsByType,
  refusals: readonly string[],
  { mapping, setAside, voidReferences }: RunFollowUp,
): void {
  sayMapping(output, mapping)
  const isUnchanged = nothingChanged(counts) && refusals.length === 0
  if (isUnchanged) output.say('Nothing changed.')
  for (const refusal of refusals) {
    output.say(`Nothing was retired: ${refusal}. If that is right, run it again with --approve-retirement.`)
  }
  sayVoidReferences(output, voidReferences, isUnchanged ? SHOWN_AGAIN : voidReferences.first.length)
  const rejected = rejectedIn(counts)
  if (rejected === 0) return
  output.say(`${rejected} ${rejected === 1 ? 'record was' : 'records were'} set aside:`)
  const shown = setAside.slice(0, SHOWN)
  for (const { stream, externalId, reason } of shown) {
    const name = externalId === null || isPlaceIn(reason, externalId) ? stream : `${stream} ${externalId}`
    output.say(`  ${name}: ${reason}`)
  }
  const others = rejected - shown.length
  if (others === 0) return
  const listed = rejected > MOST_SET_ASIDE ? `the first ${MOST_SET_ASIDE}` : 'all of them'
  output.say(`  and ${others} more; the same command with --json lists ${listed}.`)
}

/** Whether what stands for an external ID is the place that the reason begins with, as of a row without one. */
function isPlaceIn(reason: string, externalId: string): boolean {
  const file = /^(.+), (?:document )?\d+$/.exec(externalId)?.[1]
  return file !== undefined && reason.startsWith(`${file}, `)
}

function sayVoidReferences(output: Output, { count, first }: VoidReferences, most: number): void {
  if (count === 0) return
  output.say(
    `${counted(count, 'reference')} without effect; what is not known is looked up again after every run:`,
  )
  const shown = first.slice(0, most)
  for (const { stream, externalId, field, reason } of shown) {
    output.say(`  ${stream} ${externalId}, ${field}: ${reason}`)
  }
  if (count > shown.length) output.say(`  and ${count - shown.length} more`)
}

function sayMapping(output: Output, { services, links, linksRemoved, openTasks }: MappedByRules): void {
  if (services + links + linksRemoved === 0) return
  const parts = [
    counted(services, 'service'),
    counted(links, 'link'),
    ...(linksRemoved > 0 ? [`${counted(linksRemoved, 'link')} removed`] : []),
    ...(openTasks > 0 ? [`${counted(openTasks, 'task')} open; see throughline mapping`] : []),
  ]
  output.say(`mapping rules: ${parts.join(', ')}`)
}

/** How many records could not be used. */
export function rejectedIn(counts: CountsByType): number {
  return Object.values(counts).reduce((sum, { rejected }) => sum + rejected, 0)
}

function plural(type: string): string {
  if (type === 'samples') return type
  return type.endsWith('s') ? `${type}es` : `${type}s`
}

const claim = z.object({ source: z.string().nullable(), value: z.json(), rule: z.string() })
const attribute = z.object({
  attribute: z.string(),
  current: z.json(),
  proposed: z.json(),
  effective: claim.nullable(),
  overridden: z.array(claim.extend({ overriddenReason: z.string().nullable() })),
})

/** What a dry run found that a real one would do, as it is kept. */
export interface FoundDifference {
  readonly stream: string
  readonly scope: string
  readonly externalId: string
  readonly outcome: 'ADDED' | 'CHANGED' | 'RETIRED' | 'REJECTED'
  readonly message: string | null
  readonly attributes: readonly z.output<typeof attribute>[]
}

/** What a dry run found, by stream, scope and what the source calls it. */
export async function differencesOf(db: Db, runId: string): Promise<readonly FoundDifference[]> {
  const rows = await db.kysely
    .selectFrom('dry_run_change')
    .select(['stream', 'scope', 'external_id as externalId', 'outcome', 'message', 'attributes'])
    .where('run_id', '=', runId)
    .orderBy('stream')
    .orderBy('scope')
    .orderBy('external_id')
    .execute()
  return rows.map((row) => ({ ...row, attributes: z.array(attribute).parse(row.attributes) }))
}

const WOULD: Readonly<Record<FoundDifference['outcome'], string>> = {
  ADDED: 'would add    ',
  CHANGED: 'would change ',
  RETIRED: 'would retire ',
  REJECTED: 'cannot use   ',
}

/** Says them, a line for each record and below it one for each attribute. */
export function sayDifferences(output: Output, differences: readonly FoundDifference[]): void {
  for (const { stream, scope, externalId, outcome, message, attributes } of differences) {
    output.say(
      `${WOULD[outcome]}  ${stream} of ${scope}: ${externalId}${message === null ? '' : `: ${message}`}`,
    )
    for (const { attribute: name, current, effective, overridden } of attributes) {
      const after =
        effective === null
          ? 'nothing'
          : `${shown(effective.value)}, ${by(effective.source)} (${effective.rule})`
      output.say(`    ${name}: ${shown(current)} → ${after}`)
      for (const { source, value, overriddenReason } of overridden) {
        output.say(`      not ${shown(value)}, ${by(source)}: ${overriddenReason ?? 'it stands behind'}`)
      }
    }
  }
  output.say(differences.length === 0 ? 'A real run would change nothing.' : 'Nothing was written.')
}

function by(source: string | null): string {
  return source === null ? 'as a person says' : `as ${source} says`
}

function shown(value: unknown): string {
  return value === null ? 'nothing' : JSON.stringify(value)
}
