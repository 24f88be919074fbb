import type { Row } from '@throughline/db'
import type { AssetReference } from '@throughline/plugin-kit'

/** What something is to the record that refers to it. */
export type Role = Row<'pending_reference'>['role']

/** Something that a record refers to. */
export interface Wanted {
  readonly role: Role
  readonly reference: AssetReference
}

/** What references lead to: the uuid, or undefined where that is nothing, or several things. */
export type Found = (wanted: Wanted) => string | undefined

/** A service or a team, by what the source calls it. */
export function named(role: Role, name: string | undefined): Wanted[] {
  return name === undefined ? [] : [{ role, reference: { name } }]
}

/** Something that the same source tells of. */
export function ofSource(role: Role, externalId: string | undefined): Wanted[] {
  return externalId === undefined ? [] : [{ role, reference: { externalId } }]
}

/** The services and assets that a record is about. */
export function subjects(record: {
  readonly services?: readonly string[]
  readonly assets?: readonly AssetReference[]
}): Wanted[] {
  return [
    ...(record.services ?? []).flatMap((name) => named('SERVICE', name)),
    ...(record.assets ?? []).map((reference): Wanted => ({ role: 'ASSET', reference })),
  ]
}
