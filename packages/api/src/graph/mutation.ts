import { type FieldRef, type InputRef, ObjectFieldBuilder } from '@pothos/core'
import type { Database } from '@throughline/db'
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getNamedType,
  isInputObjectType,
} from 'graphql'
import type { Transaction } from 'kysely'
import { builder, type Types } from './builder.ts'
import { constraintProblem } from './constraints.ts'
import type { Context } from './context.ts'
import { cost } from './cost.ts'
import { Conflict, DomainError, type FieldProblem, InvalidInput, NotFound } from './errors.ts'
import { type WithNodes, withNodes } from './input-nodes.ts'
import { isRow } from './page.ts'
import { type Preparation, preparedBy } from './preparations.ts'
import { readPayload } from './request.ts'
import type { RoleSet } from './roles.ts'
import { textProblems } from './values.ts'
import { visibleTo } from './visibility.ts'

/** What a mutation may fail with, as GraphQL sees it. */
interface ErrorShape {
  readonly __typename: string
  readonly code: string
  readonly message: string
  readonly path: readonly string[]
}

const ErrorInterface = builder.interfaceRef<ErrorShape>('Error').implement({
  description: 'Why a mutation did nothing.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    code: t.exposeString('code', { description: 'A stable code for programs.' }),
    message: t.exposeString('message', { description: 'Problem and remedy.' }),
    path: t.exposeStringList('path', {
      description:
        'Path of the input field, from the root of the input. Empty if the error has no single path.',
    }),
  }),
})

const FieldErrorRef = builder.objectRef<FieldProblem>('FieldError').implement({
  description: 'One thing that is wrong with an input.',
  extensions: visibleTo('ANYONE'),
  fields: (t) => ({
    path: t.exposeStringList('path', { description: 'The field in question, from the root of the input.' }),
    message: t.exposeString('message', { description: 'What is wrong with it and what to do.' }),
  }),
})

const InvalidInputError = builder
  .objectRef<ErrorShape & { fields: readonly FieldProblem[] }>('InvalidInputError')
  .implement({
    description: 'The input cannot be taken as it is.',
    extensions: visibleTo('ANYONE'),
    interfaces: [ErrorInterface],
    fields: (t) => ({
      fields: t.field({
        type: [FieldErrorRef],
        extensions: cost({ size: 20, perItem: 0 }),
        description: 'All problems, by path.',
        resolve: (error) => error.fields,
      }),
    }),
  })

const NotFoundError = builder.objectRef<ErrorShape>('NotFoundError').implement({
  description: 'What the input refers to is not there.',
  extensions: visibleTo('ANYONE'),
  interfaces: [ErrorInterface],
})

const ConflictError = builder.objectRef<ErrorShape & { currentVersion: number }>('ConflictError').implement({
  description: 'The entity has changed since the given version. Read it again before you retry the update.',
  extensions: visibleTo('ANYONE'),
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.exposeInt('currentVersion', { description: 'The version that the entity has now.' }),
  }),
})

/** What the work of a mutation is given. */
export interface Work {
  readonly transaction: Transaction<Database>
  readonly context: Context
  /** Who may call the mutation; left out where it is no mutation, which writes no rows of teams. */
  readonly visibleTo?: RoleSet
}

/** Work that may follow from what any mutation has written. */
interface FollowUp {
  /** SQL that says whether there is such work; it is read with the payload. */
  readonly due: string
  readonly run: (work: Work) => Promise<void>
}
const followUps: FollowUp[] = []

/** Adds work that follows from what mutations have written: if it is due, it is done, and the payload is read after it. */
export function followMutations(followUp: FollowUp): void {
  followUps.push(followUp)
}

interface MutationOptions<Input extends object, Payload extends Readonly<Record<string, unknown>>, Before> {
  readonly description: string
  /** Who may call it. */
  readonly visibleTo: RoleSet
  /** Said of rows that are taken or rejected by themselves: a text that cannot be kept rejects its row alone. */
  readonly rowByRow?: true
  readonly input: InputRef<Input>
  /** The fields of the payload; entity fields are read back inside the transaction. */
  readonly payload: (
    t: ObjectFieldBuilder<Types, Payload>,
  ) => Record<string, FieldRef<Types, unknown, 'Object'>>
  /**
   * What takes time without the database, such as a call to another system: done before the transaction begins.
   * `separate` refuses the field in a document with other mutations, whose changes could not be seen yet.
   */
  readonly before?: {
    readonly separate: boolean
    readonly prepare: (input: Input, context: Context) => Promise<Before>
  }
  /**
   * The work, inside the transaction of the operation, with the nodes that the input names. What it returns is the
   * payload: the uuid behind each entity field under the field's name, plain fields as they are.
   */
  readonly run: (
    input: WithNodes<Input>,
    work: Work,
    before: Before,
    info: GraphQLResolveInfo,
  ) => Promise<Payload>
}

/**
 * The work of a mutation as a part of another one, in its transaction: without a payload that is read. Returns the
 * uuids behind the entity fields of the payload, under their names.
 */
export type MutationStep = (
  input: object,
  work: Pick<Work, 'transaction' | 'context'>,
  info: GraphQLResolveInfo,
) => Promise<Readonly<Record<string, unknown>>>

const STEP = 'step'

/** The step of a mutation field; undefined for a mutation that prepares something before its transaction. */
export function stepOf(field: Pick<GraphQLField<unknown, unknown>, 'extensions'>): MutationStep | undefined {
  return field.extensions[STEP] as MutationStep | undefined
}

/**
 * Adds a mutation: one input in, the payload or one of few errors out, all in the transaction of its operation. A dry
 * run does the same and is rolled back once its payload is read.
 */
export function mutation<
  Input extends object,
  Payload extends Readonly<Record<string, unknown>>,
  Before = undefined,
>(name: string, options: MutationOptions<Input, Payload, Before>): void {
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const payloadName = `${typeName}Payload`
  const payload = builder.objectRef<object>(payloadName)
  payload.implement({
    description: `Result of ${name} on success.`,
    extensions: visibleTo('ANYONE'),
    fields: () => options.payload(new ObjectFieldBuilder<Types, Payload>(builder)),
  })
  const result = builder.unionType(`${typeName}Result`, {
    description: `The payload of ${name}, or why it did nothing.`,
    types: [payload, InvalidInputError, NotFoundError, ConflictError],
    resolveType: (value) => (isRow(value) ? String(value.__typename) : undefined),
  })
  const { before } = options
  /** @throws InvalidInput for text that PostgreSQL cannot store. */
  const checkText = (input: object) => {
    const problems = options.rowByRow === true ? [] : textProblems(input)
    if (problems.length > 0) throw InvalidInput.of(problems)
  }
  const preparation: Preparation | undefined = before && {
    separate: before.separate,
    prepare: async (input, context) => {
      checkText(input)
      return before.prepare(input as Input, context)
    },
  }
  /** The input with the nodes that it names. */
  const named = (transaction: Work['transaction'], mutations: GraphQLObjectType, input: object) => {
    const type = getNamedType(mutations.getFields()[name]?.args.find((arg) => arg.name === 'input')?.type)
    if (!isInputObjectType(type)) throw new Error(`${name} has no input`)
    return withNodes(transaction, type, input as Input, options.rowByRow === true)
  }
  const step: MutationStep = async (input, { transaction, context }, info) => {
    checkText(input)
    const work = { transaction, context, visibleTo: options.visibleTo }
    return options.run(await named(transaction, info.parentType, input), work, undefined as Before, info)
  }
  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      description: options.description,
      extensions: {
        ...visibleTo(options.visibleTo),
        ...preparedBy(preparation),
        ...(before === undefined ? { [STEP]: step } : {}),
      },
      args: {
        input: t.arg({
          type: options.input as InputRef<object>,
          required: true,
          description: 'Input of the mutation.',
        }),
        dryRun: t.arg.boolean({
          required: true,
          defaultValue: false,
          description:
            'With true, the mutation is executed and its payload is read, and then it is rolled back: nothing is stored.',
        }),
      },
      resolve: (_root, { input, dryRun }, context, info): Promise<object> => {
        const { operation } = context
        if (operation === undefined) throw new Error(`${name} was executed without a mutation operation`)
        const { transaction } = operation
        const work = async () => {
          checkText(input)
          const prepared = operation.prepared(String(info.path.key)) as Before
          const given: Work = { transaction, context, visibleTo: options.visibleTo }
          const nodes = await named(transaction, info.parentType, input)
          const done: Payload = await options.run(nodes, given, prepared, info)
          const read = () => readPayload(transaction, info, payloadName, done, followUps)
          let answer = await read()
          if (answer.due.length > 0) {
            for (const followUp of answer.due) await followUp.run(given)
            answer = await read()
          }
          return { ...done, ...answer.payload, __typename: payloadName }
        }
        return operation.field<object>(dryRun, work, (error) => errorShape(error, input as object))
      },
    }),
  )
}

/** The error as a member of the union, or undefined where it is none that the caller could have avoided. */
function errorShape(error: unknown, input: object): ErrorShape | undefined {
  const known = error instanceof DomainError ? error : constraintProblem(error, input)
  if (known instanceof InvalidInput) {
    return {
      ...shared('InvalidInputError', 'INVALID_INPUT', known.message, known.fields[0]?.path ?? []),
      fields: known.fields,
    } as ErrorShape
  }
  if (known instanceof NotFound) return shared('NotFoundError', 'NOT_FOUND', known.message, known.path)
  if (known instanceof Conflict) {
    return {
      ...shared('ConflictError', 'CONFLICT', known.message, []),
      currentVersion: known.currentVersion,
    } as ErrorShape
  }
  return undefined
}

function shared(__typename: string, code: string, message: string, path: readonly string[]): ErrorShape {
  return { __typename, code, message, path }
}
