import type { TableName } from '@throughline/db'
import { withArticle } from '../graph/article.ts'
import { builder } from '../graph/builder.ts'
import { wordConstraint } from '../graph/constraints.ts'
import { InvalidInput } from '../graph/errors.ts'
import type { GlobalId } from '../graph/global-id.ts'
import { mutation, type Work } from '../graph/mutation.ts'
import { nodeRef, nodeRefs } from '../graph/node-ref.ts'
import type { NodeType } from '../graph/node-type.ts'
import { entityField } from '../graph/query.ts'
import type { RoleSet } from '../graph/roles.ts'
import { limitRows } from './entity-writes.ts'
import { type LinkTable, putLinks, removeLinks } from './links.ts'

/** One list of nodes that an entity can be tied to. */
interface LinkedList {
  /** The field of the input, e.g. `services`. */
  readonly field: string
  readonly type: string
  readonly table: TableName
  /** The columns of that table: to the entity itself and to the other one. */
  readonly from: string
  readonly to: string
  /** What else the row of a link says, where it is a person's. */
  readonly values?: Readonly<Record<string, unknown>>
  readonly description: string
  /** Describes the input `share`, a part of one whole that each link of a call gets; left out where links have none. */
  readonly share?: string
}

/** Adds linkX and unlinkX for an entity that plain tables tie to others. */
export function linkMutations<T extends TableName>(
  node: NodeType<T>,
  what: { readonly visibleTo: RoleSet; readonly link: string; readonly unlink: string },
  lists: readonly [LinkedList, LinkedList],
): void {
  const { name } = node.declaration
  const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`
  const [first, second] = lists
  const shared = lists.find(({ share }) => share !== undefined)
  const inputType = (typeName: string, description: string, isLink: boolean) =>
    builder.inputType(typeName, {
      description,
      fields: (t) => ({
        [key]: t.field(nodeRef(name, { required: true, description: `The ${name}.` })),
        [first.field]: t.field(nodeRefs(first.type, { description: `${first.description}; up to 1,000.` })),
        [second.field]: t.field(
          nodeRefs(second.type, { description: `${second.description}; up to 1,000.` }),
        ),
        ...(isLink && shared?.share !== undefined ? { share: t.float({ description: shared.share }) } : {}),
      }),
    })
  const payload = () => ({
    [key]: entityField(node, {
      description: `${name} after the mutation. Null if it does not exist.`,
      nullable: true,
      id: () => null,
    }),
  })
  const run =
    (act: (work: Work, link: LinkTable, rows: readonly Record<string, unknown>[]) => Promise<unknown>) =>
    async (input: object, work: Work) => {
      const given = input as Readonly<Record<string, GlobalId | readonly GlobalId[] | null | undefined>>
      const { share } = input as { readonly share?: number | null }
      if (share !== undefined && shared !== undefined && !Array.isArray(given[shared.field]))
        throw InvalidInput.at(['share'], `is of ${shared.field}; name them, too`)
      const { [key]: node } = given
      const id = node != null && 'id' in node ? node.id : undefined
      for (const list of lists) {
        const others = given[list.field]
        if (!Array.isArray(others)) continue
        limitRows(others, list.field)
        const values = list === shared && share !== undefined ? { ...list.values, share } : list.values
        const rows = others.map((other) => ({ [list.from]: id, [list.to]: other.id, ...values }))
        await act(
          work,
          { table: list.table, type: name, subject: list.from, key: [list.from, list.to] },
          rows,
        )
      }
      return { [key]: id }
    }
  if (shared !== undefined) {
    wordConstraint(`${shared.table}_share_check`, ['share'], 'is a number above 0 and up to 1')
    const message = `brings the shares of its ${shared.field} to more than 1; lower the others first`
    wordConstraint(`${shared.table}_shares`, ['share'], message)
  }
  mutation(`link${name}`, {
    visibleTo: what.visibleTo,
    description: what.link,
    input: inputType(`Link${name}Input`, `What to link to ${withArticle(name)}.`, true),
    payload,
    run: run(putLinks),
  })
  mutation(`unlink${name}`, {
    visibleTo: what.visibleTo,
    description: what.unlink,
    input: inputType(`Unlink${name}Input`, `What to unlink from ${withArticle(name)}.`, false),
    payload,
    run: run(removeLinks),
  })
}
