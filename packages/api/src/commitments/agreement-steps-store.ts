import { sql } from 'kysely'
import { auditContextOf, updateEntity } from '../access/entity-writes.ts'
import { InvalidInput } from '../graph/errors.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
import type { Work } from '../graph/mutation.ts'
import { isIn, organisationRoles } from '../graph/roles.ts'
import { today } from '../reasoning/today.ts'
import { settingsOf } from '../settings/store.ts'
import { AGREEMENT, type AgreementRow, VERSION, type VersionRow } from './agreement-rows-store.ts'
import { otherSide, type Side } from './agreement-sides.ts'
import { requireSpeaker } from './speaker-rights-store.ts'
import { personOf } from './speakers-store.ts'

const WORDS: Readonly<Record<string, string>> = {
  ACTIVE: 'has been acknowledged by both sides and is never changed',
  SUPERSEDED: 'has been superseded and is never changed',
  REJECTED: 'has been rejected',
  WITHDRAWN: 'has been withdrawn',
}

/** @throws InvalidInput for a version that is no proposal */
export function requireProposal({ number, status }: VersionRow): void {
  if (status === 'PROPOSED') return
  throw InvalidInput.at(
    ['id'],
    `is version ${number}, which ${WORDS[status] ?? status}: propose a new one with proposeAgreementVersion`,
  )
}

/** @throws InvalidInput for a caller who neither has proposed it nor is an administrator */
export function requireProposer({ context }: Work, version: VersionRow): void {
  const { proposed_by_id: proposedBy, proposed_by_name: name } = version
  const isAdmin = context.actor !== undefined && isIn('ADMINISTRATORS', organisationRoles(context.actor))
  if (isAdmin || proposedBy === null || proposedBy === personOf(context)) return
  throw InvalidInput.at(['id'], `was proposed by ${name}, who can withdraw it; so can an administrator`)
}

/** Who proposes, as columns. */
export async function proposer(
  work: Work,
): Promise<{ proposed_by_id: string | null; proposed_by_name: string; proposed_at: Date }> {
  const id = personOf(work.context)
  const person =
    id === null
      ? undefined
      : await work.transaction.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst()
  return {
    proposed_by_id: person === undefined ? null : id,
    proposed_by_name: person?.name ?? auditContextOf(work).actor,
    proposed_at: work.context.clock(),
  }
}

interface Acknowledgement {
  readonly version: VersionRow
  readonly agreement: AgreementRow
  readonly side: Side
  readonly name: string | null
}

/** Notes an acknowledgement; with the second one the version becomes active. */
export async function acknowledge(
  work: Work,
  { version, agreement, side, name }: Acknowledgement,
): Promise<void> {
  const given = acknowledgementOf(version, side)
  if (given.at !== null)
    throw InvalidInput.at(
      ['side'],
      `has acknowledged version ${version.number} already: ${given.name} did; ${otherSide(side)} has not`,
    )
  const other = acknowledgementOf(version, otherSide(side))
  const speaker = await requireSpeaker(work, { parties: agreement, side, name, otherPerson: other.id })
  const now = work.context.clock()
  const signed =
    side === 'PROVIDER'
      ? { provider_id: speaker.id, provider_name: speaker.name, provider_at: now }
      : { customer_id: speaker.id, customer_name: speaker.name, customer_at: now }
  if (other.at === null) {
    await updateEntity(work, VERSION, versionTarget(version.id), signed)
    return
  }
  const on = today(work.context, await settingsOf(work.context))
  const validFrom = version.valid_from ?? on
  await supersede(work, agreement.id, validFrom)
  await updateEntity(work, VERSION, versionTarget(version.id), {
    ...signed,
    status: 'ACTIVE',
    valid_from: validFrom,
  })
  if (agreement.status !== 'ACTIVE')
    await updateEntity(
      work,
      AGREEMENT,
      { id: encodeGlobalId('Agreement', agreement.id) },
      { status: 'ACTIVE' },
    )
}

function acknowledgementOf(version: VersionRow, side: Side) {
  return side === 'PROVIDER'
    ? { id: version.provider_id, name: version.provider_name, at: version.provider_at }
    : { id: version.customer_id, name: version.customer_name, at: version.customer_at }
}

/** The active version holds until the day before. */
async function supersede(work: Work, agreementId: string, from: string): Promise<void> {
  const active = await work.transaction
    .selectFrom('agreement_version')
    .select(['id', sql<string>`least(valid_to, ${from}::date - 1)::text`.as('validTo')])
    .where('agreement_id', '=', agreementId)
    .where('status', '=', 'ACTIVE')
    .executeTakeFirst()
  if (active === undefined) return
  await updateEntity(work, VERSION, versionTarget(active.id), {
    status: 'SUPERSEDED',
    valid_to: active.validTo,
  })
}

export function versionTarget(id: string): { id: string } {
  return { id: encodeGlobalId('AgreementVersion', id) }
}
