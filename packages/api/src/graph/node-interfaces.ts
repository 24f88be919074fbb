import type { FieldRef, InterfaceRef } from '@pothos/core'
import { builder, Node, type Types } from './builder.ts'
import type { Prefetched } from './context.ts'
import { visibleTo } from './visibility.ts'

type InterfaceFields = Record<string, FieldRef<Types, unknown, 'Interface'>>
type InterfaceFieldBuilder = Parameters<
  NonNullable<Parameters<ReturnType<typeof builder.interfaceRef<Prefetched>>['implement']>[0]['fields']>
>[0]

interface NodeInterface {
  readonly ref: InterfaceRef<Types, Prefetched>
  readonly fields: readonly string[]
}

const declared: NodeInterface[] = []

/**
 * Declares an interface for every node type that has all of these fields. The types resolve the fields, and the
 * compiler reads them as fields of the type.
 *
 * The interface itself is for every role: a field that returns `Node` gives only rows that the caller may read.
 * So a type with these fields must not restrict them further than its rows.
 */
export function nodeInterface(
  name: string,
  description: string,
  names: readonly string[],
  fields: (t: InterfaceFieldBuilder) => InterfaceFields,
): void {
  const ref = builder.interfaceRef<Prefetched>(name)
  ref.implement({ description, interfaces: [Node], extensions: visibleTo('ANYONE'), fields })
  declared.push({ ref, fields: names })
}

/** The interfaces of a type with these fields. */
export function interfacesOf(fields: ReadonlySet<string>): InterfaceRef<Types, Prefetched>[] {
  return declared.filter((one) => one.fields.every((field) => fields.has(field))).map(({ ref }) => ref)
}

nodeInterface('Named', 'A node with a name.', ['name'], (t) => ({
  name: t.string({ description: 'The name.', resolve: (row) => String(row.name) }),
}))

nodeInterface('Tracked', 'A node whose changes are counted.', ['createdAt', 'updatedAt', 'version'], (t) => ({
  createdAt: t.field({
    type: 'DateTime',
    description: 'Time at which the row was created.',
    resolve: (row) => String(row.created_at),
  }),
  updatedAt: t.field({
    type: 'DateTime',
    description: 'Time of the last update.',
    resolve: (row) => String(row.updated_at),
  }),
  version: t.int({
    description: 'Incremented on each update; a mutation takes it for optimistic locking.',
    resolve: (row) => Number(row.version),
  }),
}))
