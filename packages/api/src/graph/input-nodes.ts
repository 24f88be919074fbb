import type { Database, JsonValue } from '@throughline/db'
import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql'
import type { Kysely } from 'kysely'
import { isRecord } from './argument.ts'
import { type DomainError, InvalidInput } from './errors.ts'
import type { GlobalId } from './global-id.ts'
import { type AskedNode, findNodes, NODE_REF, type NodeRefInput, nodeTypesOf } from './node-ref.ts'

/** An input in which each node that is named by ID or by external reference is the node: its type and its UUID. */
export type WithNodes<Input> = [JsonValue] extends [Input] ? Input : Named<Input>

type Named<Input> = Input extends Date
  ? Input
  : Input extends (infer Item)[]
    ? WithNodes<Item>[]
    : Input extends object
      ? 'reference' extends keyof Input
        ? GlobalId
        : { [Field in keyof Input]: WithNodes<Input[Field]> }
      : Input

/** Which fields of an input type name nodes, of which types, and which contain such fields. */
type Places = ReadonlyMap<string, readonly string[] | Places>

/** Replaces a node that is named at a place of an input. */
type Replace = (asked: AskedNode<string>) => unknown

const known = new WeakMap<GraphQLInputObjectType, Places>()

/**
 * Finds the nodes that an input names. IDs are taken as they are, without a statement; all external references are
 * looked up with one.
 * @param rowByRow true if rows of the input are rejected by themselves: to read a node that cannot be found then throws
 * @throws InvalidInput with all IDs that are of another type than their field takes, and with all references that lead
 * to several nodes
 * @throws NotFound for a reference that leads to nothing
 */
export async function withNodes<Input extends object>(
  db: Kysely<Database>,
  type: GraphQLInputObjectType,
  input: Input,
  rowByRow: boolean,
): Promise<WithNodes<Input>> {
  const places = placesIn(type)
  const asked: AskedNode<string>[] = []
  replaced(input, places, [], (one) => void asked.push(one))
  const found = await findNodes(db, asked)
  const errors = found.filter((one): one is DomainError => one instanceof Error)
  if (errors.length > 0 && !rowByRow) throw together(errors)
  const nodes = found.values()
  return replaced(input, places, [], () => {
    const node = nodes.next().value
    return node instanceof Error ? missing(node) : node
  }) as WithNodes<Input>
}

function placesIn(type: GraphQLInputObjectType): Places {
  const places = known.get(type)
  if (places !== undefined) return places
  const found = new Map<string, readonly string[] | Places>()
  known.set(type, found)
  for (const field of Object.values(type.getFields())) {
    const inner = getNamedType(field.type)
    if (!isInputObjectType(inner)) continue
    if (inner.name === NODE_REF) {
      const types = nodeTypesOf(field)
      if (types === undefined) throw new Error(`${type.name}.${field.name} does not say what it names`)
      found.set(field.name, types)
    } else {
      const below = placesIn(inner)
      if (below.size > 0) found.set(field.name, below)
    }
  }
  return found
}

function replaced(input: object, places: Places, path: readonly string[], replace: Replace): object {
  if (places.size === 0) return input
  const copy: Record<string, unknown> = { ...input }
  for (const [field, place] of places) {
    const value = copy[field]
    copy[field] = Array.isArray(value)
      ? value.map((item, index) => atPlace(item, place, [...path, field, String(index)], replace))
      : atPlace(value, place, [...path, field], replace)
  }
  return copy
}

function atPlace(
  value: unknown,
  place: readonly string[] | Places,
  path: readonly string[],
  replace: Replace,
): unknown {
  if (!isRecord(value)) return value
  if (place instanceof Map) return replaced(value, place, path, replace)
  return replace({ ref: value satisfies NodeRefInput, types: place as readonly string[], path })
}

/** Several errors as one: what is wrong with the input before what is not there. */
function together(errors: readonly DomainError[]): DomainError {
  const problems = errors.flatMap((error) => (error instanceof InvalidInput ? error.fields : []))
  const [first] = errors
  return problems.length > 0 || first === undefined ? InvalidInput.of(problems) : first
}

/** A node that cannot be found: a row of the input that reads it is rejected for this reason. */
function missing(error: DomainError): GlobalId {
  return {
    get type(): string {
      throw error
    },
    get id(): string {
      throw error
    },
  }
}
