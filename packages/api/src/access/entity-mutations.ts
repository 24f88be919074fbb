import type { InputFieldRef, ObjectFieldBuilder } from '@pothos/core'
import type { ColumnName, RowChanges, TableName } from '@throughline/db'
import { withArticle } from '../graph/article.ts'
import { builder, type Types } from '../graph/builder.ts'
import { encodeGlobalId, type GlobalId } from '../graph/global-id.ts'
import { inputColumns } from '../graph/input-columns.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { nodeRef } from '../graph/node-ref.ts'
import type { NodeType } from '../graph/node-type.ts'
import { entityField } from '../graph/query.ts'
import type { RoleSet } from '../graph/roles.ts'
import {
  createEntity,
  deleteEntity,
  type Entity,
  lockEntity,
  type Target,
  updateEntity,
  type Written,
} from './entity-writes.ts'

type InputType = Parameters<Parameters<typeof builder.inputType>[1]['fields']>[0] extends {
  field: (options: infer O) => unknown
}
  ? O extends { type: infer T }
    ? T
    : never
  : never

interface EntityField<T extends TableName> {
  /** Left out of a field that names a node. */
  readonly type?: InputType
  readonly column: ColumnName<T>
  readonly description: string
  /** Must be given when the entity is made. */
  readonly required?: true
  /** The type whose nodes it names. */
  readonly node?: string
  /** What the column's check asks for, told when it is broken. */
  readonly rule?: string
  /** Of labels: a null takes one back. */
  readonly withdrawable?: true
  /** The field is a MoneyInput: its amount goes into `column`, its currency into this one. */
  readonly currency?: ColumnName<T>
}

interface EntityMutations<T extends TableName> {
  /** Who may create, update and delete. */
  readonly visibleTo: RoleSet
  readonly fields: Readonly<Record<string, EntityField<T>>>
  /**
   * What the columns alone cannot say: gives what is to be written instead, or throws InvalidInput.
   * @param id the uuid of the row to change; undefined for a new one
   */
  readonly prepare?: (values: RowChanges<T>, work: Work, id: string | undefined) => Promise<RowChanges<T>>
  /** Runs after the row is written, in the same transaction, with what was given. */
  readonly written?: (work: Work, written: Written, given: RowChanges<T>) => Promise<void>
}

type UpdateHook = (work: Work, id: string, given: Readonly<Record<string, unknown>>) => Promise<void>
const hooks = new Map<TableName, UpdateHook>()

/**
 * Runs after a user has updated a row of a table, in the same transaction, with the columns that were given: for
 * features above the one that the table belongs to.
 */
export function afterUpdate(table: TableName, hook: UpdateHook): void {
  hooks.set(table, hook)
}

/** Adds createX, updateX and deleteX for a type whose rows are written one at a time. */
export function entityMutations<T extends TableName>(node: NodeType<T>, options: EntityMutations<T>): void {
  const { name, table, externalReference } = node.declaration
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  const one = withArticle(name)
  const entity: Entity<T> = { type: name, table: table as T }
  const columns = inputColumns(entity.table, options.fields)
  /** The field of an input that names the row, which is also its name in messages. */
  const target = externalReference === undefined ? undefined : key
  /** The row that an input names. */
  const targetOf = (input: object): Target => {
    if (target === undefined) return input as Target
    const { [target]: row, version } = input as Record<string, GlobalId> & Pick<Target, 'version'>
    return { id: encodeGlobalId(name, String(row?.id)), version, field: target }
  }
  const payload = () => ({
    [key]: entityField(node, { description: `${name} after the mutation.`, id: () => null }),
  })
  const write = async (
    work: Work,
    input: object,
    id: string | undefined,
    store: (values: RowChanges<T>) => Promise<Written>,
  ) => {
    const given = columns(input)
    const written = await store(
      options.prepare === undefined ? given : await options.prepare(given, work, id),
    )
    await options.written?.(work, written, given)
    return { [key]: written.id }
  }

  mutation(`create${name}`, {
    visibleTo: options.visibleTo,
    description: `Creates a new ${name}.`,
    input: inputType(`Create${name}Input`, `A new ${name}.`, options.fields),
    payload,
    run: (input, work) => write(work, input, undefined, (values) => createEntity(work, entity, values)),
  })

  mutation(`update${name}`, {
    visibleTo: options.visibleTo,
    description: `Updates the given fields of ${one}. Null clears an optional field.`,
    input: inputType(`Update${name}Input`, `Changes to ${one}.`, options.fields, {
      target,
      type: name,
    }),
    payload,
    run: async (input, work) => {
      const row = targetOf(input)
      // Locked before anything is worked out from what it holds.
      const { id } = await lockEntity(work, entity, row)
      const payload = await write(work, input, id, (values) => updateEntity(work, entity, row, values))
      await hooks.get(entity.table)?.(work, id, { ...columns(input) })
      return payload
    },
  })

  mutation(`delete${name}`, {
    visibleTo: options.visibleTo,
    description: `Deletes ${one} with its links. Its history stays in the audit trail.`,
    input: inputType(`Delete${name}Input`, `${name} to delete.`, {}, { target, type: name }),
    payload: (t: ObjectFieldBuilder<Types, { deletedId: string }>) => ({
      deletedId: t.exposeID('deletedId', { description: 'ID of the deleted row.' }),
    }),
    run: async (input, work) => ({ deletedId: await deleteEntity(work, entity, targetOf(input)) }),
  })
}

function inputType<T extends TableName>(
  name: string,
  description: string,
  fields: Readonly<Record<string, EntityField<T>>>,
  row?: { readonly target: string | undefined; readonly type: string },
) {
  const ref = builder.inputRef<object>(name)
  ref.implement({
    description,
    fields: (t) => {
      const list: Record<string, InputFieldRef<Types, unknown>> = {}
      if (row !== undefined) {
        const description = `The ${row.type}.`
        if (row.target === undefined) list.id = t.id({ required: true, description })
        else list[row.target] = t.field(nodeRef(row.type, { required: true, description }))
        list.version = t.int({
          description: 'Version for optimistic locking. A stale value returns ConflictError. Optional.',
        })
      }
      for (const [field, options] of Object.entries(fields)) {
        const { type, node, description } = options
        const required = options.required === true && row === undefined
        if (node !== undefined) list[field] = t.field(nodeRef(node, { required, description }))
        else if (type !== undefined) list[field] = t.field({ type, required, description })
      }
      return list
    },
  })
  return ref
}
