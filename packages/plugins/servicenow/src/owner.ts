import type { EntityReference } from '@throughline/plugin-kit'
import type { Context } from './client.ts'
import { type Row, shownAt, valueAt } from './row.ts'

/** The groups that answer for a configuration item, the first that is filled. */
export const OWNER_FIELDS = ['support_group', 'assignment_group', 'managed_by_group']

/** The team that owns a configuration item: by its group if groups are read, else by the name of the group. */
export function ownerOf({ config }: Context, row: Row): EntityReference | null {
  for (const field of OWNER_FIELDS) {
    const [id, name] = [valueAt(row, field), shownAt(row, field)]
    if (id !== null && config.teams) return { externalId: id }
    if (id !== null && name !== null) return { name }
  }
  return null
}

/** The user who owns a configuration item. A user owns nothing here: the name is a label. */
export function ownerLabel(ownedBy: string | null | undefined): Record<string, string> {
  return ownedBy == null ? {} : { 'servicenow/owned_by': ownedBy }
}
