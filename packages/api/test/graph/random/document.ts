import {
  type GraphQLArgument,
  GraphQLBoolean,
  type GraphQLField,
  GraphQLNonNull,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
} from 'graphql'
import { fieldPlan } from '../../../src/graph/declaration.ts'
import { nodeTypes } from '../../../src/graph/node-type.ts'
import { type PageArgs, signatureOf } from '../naive/page.ts'
import type { Choice } from './choose.ts'
import { type Place, randomInput } from './inputs.ts'
import { Variables } from './variables.ts'
import type { World } from './world.ts'

type Field = GraphQLField<unknown, unknown>

/** What a response key stands for where it is selected, so that it stands for the same once more. */
interface Taken {
  readonly field: string
  readonly head: string
  /** Undefined below a fragment of its own: nothing may be merged into it. */
  readonly below: Scope | undefined
}
type Scope = Map<string, Taken>

/** Two long ones that differ after the 63rd byte, and some that other things are called. */
const ALIASES = [
  'a',
  'b',
  'node',
  'nodes',
  'edges',
  'owner',
  'id',
  'name',
  `${'l'.repeat(70)}x`,
  `${'l'.repeat(70)}y`,
]
const MOST_PARTS = 60
const CONDITION = new GraphQLNonNull(GraphQLBoolean)

/** Writes one random query. */
export class DocumentWriter {
  readonly variables: Variables
  readonly #choice: Choice
  readonly #world: World
  readonly #fragments = new Map<
    string,
    { readonly on: string; readonly text: string; readonly scope: Scope }
  >()
  #parts = 0

  constructor(choice: Choice, world: World) {
    this.#choice = choice
    this.#world = world
    this.variables = new Variables(choice, world)
  }

  write(): string {
    const query = this.#world.schema.getQueryType()
    if (!query) throw new Error('the schema has no Query')
    const body = this.#selection(query, new Map(), 4)
    const fragments = [...this.#fragments].map(([name, { on, text }]) => `fragment ${name} on ${on} ${text}`)
    return [`query Q${this.variables.definitions} ${body}`, ...fragments].join('\n')
  }

  /** @param levels how many more types with tables may follow below */
  #selection(type: GraphQLObjectType, scope: Scope, levels: number): string {
    const parts: string[] = []
    const isQuery = type === this.#world.schema.getQueryType()
    for (let count = 1 + this.#choice.below(isQuery ? 3 : 5); count > 0; count -= 1) {
      const part = this.#part(type, scope, levels, isQuery)
      if (part !== undefined) parts.push(part)
    }
    return parts.length === 0 ? '{ __typename }' : `{ ${parts.join(' ')} }`
  }

  #part(type: GraphQLObjectType, scope: Scope, levels: number, isQuery: boolean): string | undefined {
    const choice = this.#choice
    this.#parts += 1
    if (this.#parts > MOST_PARTS) return undefined
    if (choice.chance(8)) {
      const condition =
        nodeTypes.has(type.name) && choice.chance(20)
          ? '... on Node'
          : choice.one(['...', `... on ${type.name}`])
      const body = condition === '... on Node' ? '{ __typename }' : this.#selection(type, scope, levels)
      return `${condition} ${this.#directive()} ${body}`
    }
    if (choice.chance(isQuery ? 4 : 10)) return this.#spread(type, scope, levels)
    return this.#field(type, scope, levels)
  }

  #directive(): string {
    if (!this.#choice.chance(12)) return ''
    return `@${this.#choice.one(['include', 'skip'])}(if: ${this.variables.condition(CONDITION)})`
  }

  /** A named fragment: a new one, or one that is spread elsewhere already. */
  #spread(type: GraphQLObjectType, scope: Scope, levels: number): string | undefined {
    const known = [...this.#fragments].filter(([, { on }]) => on === type.name)
    const [name, fragment] =
      known.length > 0 && this.#choice.chance(60) ? this.#choice.one(known) : this.#fragment(type, levels)
    if ([...fragment.scope.keys()].some((key) => scope.has(key))) return undefined
    for (const [key, taken] of fragment.scope) scope.set(key, { ...taken, below: undefined })
    return `...${name} ${this.#directive()}`
  }

  #fragment(type: GraphQLObjectType, levels: number) {
    const scope: Scope = new Map()
    const text = this.#selection(type, scope, Math.min(levels, 2))
    const name = `F${this.#fragments.size}`
    const made = { on: type.name, text, scope }
    this.#fragments.set(name, made)
    return [name, made] as const
  }

  #field(type: GraphQLObjectType, scope: Scope, levels: number): string | undefined {
    const choice = this.#choice
    const fields = Object.values(type.getFields()).filter((field) => this.#isUsable(type, field, levels))
    if (fields.length === 0) return undefined
    const links = fields.filter((field) => isCompositeType(getNamedType(field.type)))
    const field = links.length > 0 && choice.chance(40) ? choice.one(links) : choice.one(fields)
    const key = choice.chance(25) ? choice.one(ALIASES) : field.name
    const known = scope.get(key)
    if (known !== undefined && (known.field !== field.name || known.below === undefined)) return undefined
    const head =
      known?.head ?? `${key === field.name ? '' : `${key}: `}${field.name}${this.#arguments(field)}`
    const taken = known ?? { field: field.name, head, below: new Map() }
    scope.set(key, taken)
    return `${head} ${this.#directive()} ${this.#below(field, taken.below ?? new Map(), levels)}`
  }

  #isUsable(type: GraphQLObjectType, field: Field, levels: number): boolean {
    const composite = isCompositeType(getNamedType(field.type))
    const plan = fieldPlan(field)
    const isRoot = type === this.#world.schema.getQueryType()
    const stands = isRoot || nodeTypes.has(type.name)
    if (plan === undefined && stands && field.name !== 'nodes') return false
    if (plan?.kind === 'entity') return false
    // What nobody planned is read from the object around it; what has to be fetched is another way to a row.
    const target = getNamedType(field.type)
    const isFetched = field.args.length > 0 || isInterfaceType(target) || nodeTypes.has(target.name)
    if (plan === undefined && !stands && isFetched) return false
    return levels > 0 || !composite || plan === undefined || !['related', 'connection'].includes(plan.kind)
  }

  #below(field: Field, scope: Scope, levels: number): string {
    const type = getNamedType(field.type)
    if (isInterfaceType(type)) return this.#anyNode(levels)
    if (!isObjectType(type)) return ''
    const isNode = nodeTypes.has(type.name)
    return this.#selection(type, scope, isNode ? levels - 1 : levels)
  }

  /** Below `node` and `nodes`: the interface's own fields, and fragments on types. */
  #anyNode(levels: number): string {
    const types = this.#world.schema.getImplementations(this.#interface()).objects
    const parts = ['__typename', 'id']
    for (let count = this.#choice.below(3) + 1; count > 0; count -= 1) {
      const type = this.#choice.one(types)
      const spread = this.#choice.chance(30) ? this.#spread(type, new Map(), levels) : undefined
      parts.push(
        spread ??
          `... on ${type.name} ${this.#directive()} ${this.#selection(type, new Map([['id', ID]]), levels - 1)}`,
      )
    }
    return `{ ${parts.join(' ')} }`
  }

  #interface() {
    const node = this.#world.schema.getType('Node')
    if (!isInterfaceType(node)) throw new Error('Node is no interface')
    return node
  }

  #arguments(field: Field): string {
    const plan = fieldPlan(field)
    const isPage = plan?.kind === 'connection' || plan?.kind === 'root-connection'
    const list = isPage ? this.#pageArguments(field) : this.#otherArguments(field)
    return list.length === 0 ? '' : `(${list.join(', ')})`
  }

  #pageArguments(field: Field): string[] {
    const choice = this.#choice
    const plan = fieldPlan(field)
    const node = plan?.kind === 'connection' || plan?.kind === 'root-connection' ? plan.target : undefined
    if (node === undefined) return []
    const list: string[] = []
    const add = (name: string, place: Place) => {
      const argument = field.args.find((candidate) => candidate.name === name)
      if (argument === undefined) throw new Error(`${field.name} has no argument ${name}`)
      const value = randomInput(choice, this.#world, argument.type, place)
      list.push(`${name}: ${this.variables.write(argument.type, value, place)}`)
      return value
    }
    const backward = choice.chance(25)
    const orderBy = choice.chance(40) ? add('orderBy', { node: node.name }) : undefined
    const signature = signatureOf(node, asOrder(orderBy))
    if (!backward && choice.chance(50)) add('first', { is: 'size' })
    if (backward || choice.chance(1)) add('last', { is: 'size' })
    const hasCursors = this.#world.cursorsOf(node.name, signature).length > 0 || choice.chance(2)
    if (hasCursors && choice.chance(25)) add('after', { is: 'cursor', node: node.name, signature })
    if (hasCursors && choice.chance(20)) add('before', { is: 'cursor', node: node.name, signature })
    if (choice.chance(45)) add('filter', { node: node.name })
    return list
  }

  #otherArguments(field: Field): string[] {
    const plan = fieldPlan(field)
    const node = plan?.kind === 'root-one' ? plan.target.name : this.#choice.one([...nodeTypes.keys()])
    return field.args.flatMap((argument: GraphQLArgument) => {
      const optional = argument.defaultValue !== undefined
      if (optional && this.#choice.chance(50)) return []
      const place: Place = argument.name === 'buckets' ? { is: 'size' } : { node }
      const value =
        INSTANTS_BY_NAME[argument.name] ?? randomInput(this.#choice, this.#world, argument.type, place)
      return `${argument.name}: ${this.variables.write(argument.type, value, place, optional)}`
    })
  }
}

const ID: Taken = { field: 'id', head: 'id', below: undefined }

/** From before to after, mostly. */
const INSTANTS_BY_NAME: Readonly<Record<string, string>> = {
  from: '2024-01-01T00:00:00.000Z',
  to: '2025-03-01T00:00:00.000Z',
}

function asOrder(value: unknown): PageArgs['orderBy'] {
  if (!Array.isArray(value)) return undefined
  return value.map((entry: { field: string; direction?: string }) => ({
    field: entry.field,
    direction: entry.direction ?? 'ASC',
  }))
}
