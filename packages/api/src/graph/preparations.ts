import { collectFields } from '@graphql-tools/utils'
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getArgumentValues,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
import type { Context } from './context.ts'
import { InvalidInput } from './errors.ts'
import type { Preparations, Prepared } from './mutation-operation.ts'

/** What a mutation field does before the transaction of its operation begins, such as a call to another system. */
export interface Preparation {
  readonly prepare: (input: object, context: Context) => Promise<unknown>
  /** True if the operation must not contain other mutations, whose changes the other system could not see. */
  readonly separate: boolean
}

const EXTENSION = 'preparation'

/** The extension of a mutation field that prepares something. */
export function preparedBy(preparation: Preparation | undefined): Record<string, unknown> {
  return preparation === undefined ? {} : { [EXTENSION]: preparation }
}

/** A field with its preparation, and the input to prepare it for. */
export interface FieldToPrepare {
  /** The response key. */
  readonly key: string
  readonly preparation: Preparation
  readonly input: object
}

/**
 * The preparations of an operation, to be carried out before its transaction begins; empty if no field has one.
 * @throws InvalidInput if a field has to be in an operation of its own.
 */
export function fieldsToPrepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
): readonly FieldToPrepare[] {
  const type = schema.getMutationType()
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given)
  // Variables that cannot be taken are reported when the operation is executed.
  if (type == null || coerced === undefined) return []
  const fragments: Record<string, FragmentDefinitionNode> = Object.fromEntries(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  )
  const found: FieldToPrepare[] = []
  let others = 0
  for (const [key, [node]] of collectFields(schema, fragments, coerced, type, operation.selectionSet)
    .fields) {
    const field = node === undefined ? undefined : type.getFields()[node.name.value]
    if (node === undefined || field === undefined) continue
    const preparation = field.extensions[EXTENSION] as Preparation | undefined
    if (preparation?.separate !== true) others += 1
    if (preparation === undefined) continue
    const { input } = getArgumentValues(field, node, coerced)
    found.push({ key, preparation, input: input as object })
  }
  const separate = found.find(({ preparation }) => preparation.separate)
  if (separate !== undefined && others > 0) {
    throw new InvalidInput(
      `${separate.key} calls another system and must not be in a document with other mutations; send it separately.`,
    )
  }
  return found
}

/** Carries out preparations one after the other, in the order of the fields. */
export async function prepareFields(
  fields: readonly FieldToPrepare[],
  context: Context,
): Promise<Preparations> {
  const prepared = new Map<string, Prepared>()
  for (const { key, preparation, input } of fields) {
    try {
      prepared.set(key, { value: await preparation.prepare(input, context) })
    } catch (error) {
      // The field throws it in its turn.
      prepared.set(key, { error })
    }
  }
  return prepared
}
