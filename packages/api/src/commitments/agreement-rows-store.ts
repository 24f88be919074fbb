import type { Row, RowChanges } from '@throughline/db'
import { lockEntity, type Target, uuidOf } from '../access/entity-writes.ts'
import { InvalidInput } from '../graph/errors.ts'
import { encodeGlobalId } from '../graph/global-id.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { noSuch } from '../graph/missing-id.ts'
import type { Work } from '../graph/mutation.ts'
import type { AgreementParties } from './agreement-sides.ts'

export const VERSION = { type: 'AgreementVersion', table: 'agreement_version' } as const
export const AGREEMENT = { type: 'Agreement', table: 'agreement' } as const

export type VersionRow = Row<'agreement_version'>
/** An agreement with the owner of its service. */
export type AgreementRow = Row<'agreement'> & AgreementParties

const columns = inputColumns('agreement_version', {
  target: { column: 'target', rule: 'lies above 0 and below 1' },
  terms: { column: 'terms', rule: 'has at most 20,000 characters' },
  validFrom: { column: 'valid_from' },
  validTo: { column: 'valid_to' },
  reason: { column: 'reason', rule: 'has at most 20,000 characters' },
})

/** The columns that an input gives. @throws InvalidInput for an SLO of another service */
export async function versionColumns(
  { transaction }: Work,
  serviceId: string,
  {
    slo,
    ...input
  }: { readonly slo?: { readonly id: string } | null | undefined; readonly [field: string]: unknown },
): Promise<RowChanges<'agreement_version'>> {
  const given = columns(input)
  if (slo === undefined) return given
  if (slo === null) return { ...given, slo_id: null }
  const { id } = slo
  const found = await transaction
    .selectFrom('slo')
    .select('service_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (found === undefined) throw noSuch('Slo', encodeGlobalId('Slo', id), ['slo', 'id'])
  if (found.service_id !== serviceId)
    throw InvalidInput.at(['slo'], 'is an SLO of another service than the agreement is about')
  return { ...given, slo_id: id }
}

/** An agreement, locked. */
export async function lockAgreement(work: Work, target: Target): Promise<AgreementRow> {
  const { id } = await lockEntity(work, AGREEMENT, target)
  const row = await work.transaction
    .selectFrom('agreement as a')
    .innerJoin('service as s', 's.id', 'a.service_id')
    .selectAll('a')
    .select(['a.customer_team_id as customerTeamId', 'a.external_party as externalParty'])
    .select('s.owner_id as ownerId')
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
  return row
}

/** A version with its agreement, both locked: the agreement first, as everything that writes versions does. */
export async function lockVersion(
  work: Work,
  target: Target,
): Promise<{ version: VersionRow; agreement: AgreementRow }> {
  const id = uuidOf(target.id, 'AgreementVersion', 'id')
  const found = await work.transaction
    .selectFrom('agreement_version')
    .select('agreement_id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (found === undefined) throw noSuch('AgreementVersion', target.id, ['id'])
  const agreement = await lockAgreement(work, { id: encodeGlobalId('Agreement', found.agreement_id) })
  await lockEntity(work, VERSION, target)
  const version = await work.transaction
    .selectFrom('agreement_version')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return { version, agreement }
}
