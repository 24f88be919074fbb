import { type FieldRef, type InputRef, ObjectFieldBuilder } from '@pothos/core'
import type { Database } from '@throughline/db'
import type { Transaction } from 'kysely'
import { builder, type Types } from './builder.ts'
import { constraintProblem } from './constraints.ts'
import type { Context, Role } from './context.ts'
import { cost } from './cost.ts'
import { Conflict, DomainError, type FieldProblem, InvalidInput, NotFound, postgresCode } from './errors.ts'
import { isRow } from './page.ts'
import { readPayload } from './request.ts'
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
  extensions: visibleTo('VIEWER'),
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
  extensions: visibleTo('VIEWER'),
  fields: (t) => ({
    path: t.exposeStringList('path', { description: 'The field in question, from the root of the input.' }),
    message: t.exposeString('message', { description: 'What is wrong with it and what to do.' }),
  }),
})

const InvalidInputError = builder
  .objectRef<ErrorShape & { fields: readonly FieldProblem[] }>('InvalidInputError')
  .implement({
    description: 'The input cannot be taken as it is.',
    extensions: visibleTo('VIEWER'),
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
  extensions: visibleTo('VIEWER'),
  interfaces: [ErrorInterface],
})

const ConflictError = builder.objectRef<ErrorShape & { currentVersion: number }>('ConflictError').implement({
  description: 'The entity has changed since the given version. Read it again before you retry the update.',
  extensions: visibleTo('VIEWER'),
  interfaces: [ErrorInterface],
  fields: (t) => ({
    currentVersion: t.exposeInt('currentVersion', { description: 'The version that the entity has now.' }),
  }),
})

/** What the work of a mutation is given. */
export interface Work {
  readonly transaction: Transaction<Database>
  readonly context: Context
}

interface MutationOptions<Input extends object, Payload extends Readonly<Record<string, unknown>>> {
  readonly description: string
  /** The role that may call it. */
  readonly visibleTo: Role
  /** Said of rows that are taken or rejected by themselves: a text that cannot be kept rejects its row alone. */
  readonly rowByRow?: true
  readonly input: InputRef<Input>
  /** The fields of the payload; entity fields are read back inside the transaction. */
  readonly payload: (
    t: ObjectFieldBuilder<Types, Payload>,
  ) => Record<string, FieldRef<Types, unknown, 'Object'>>
  /**
   * The work, inside one transaction. What it returns is the payload: the uuid behind each entity field under
   * the field's name, plain fields as they are.
   */
  readonly run: (input: Input, work: Work) => Promise<Payload>
}

/** How often a transaction is begun that PostgreSQL ends because it and another wait for each other. */
const ATTEMPTS = 3

/** Adds a mutation: one input in, the payload or one of few errors out, everything in one transaction. */
export function mutation<Input extends object, Payload extends Readonly<Record<string, unknown>>>(
  name: string,
  options: MutationOptions<Input, Payload>,
): void {
  const typeName = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  const payloadName = `${typeName}Payload`
  const payload = builder.objectRef<object>(payloadName)
  payload.implement({
    description: `Result of ${name} on success.`,
    extensions: visibleTo('VIEWER'),
    fields: () => options.payload(new ObjectFieldBuilder<Types, Payload>(builder)),
  })
  const result = builder.unionType(`${typeName}Result`, {
    description: `The payload of ${name}, or why it did nothing.`,
    types: [payload, InvalidInputError, NotFoundError, ConflictError],
    resolveType: (value) => (isRow(value) ? String(value.__typename) : undefined),
  })
  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      description: options.description,
      extensions: visibleTo(options.visibleTo),
      args: {
        input: t.arg({
          type: options.input as InputRef<object>,
          required: true,
          description: 'Input of the mutation.',
        }),
      },
      resolve: async (_root, { input }, context, info): Promise<object> => {
        for (let left = ATTEMPTS - 1; ; left -= 1) {
          try {
            const unfit = options.rowByRow === true ? [] : textProblems(input)
            if (unfit.length > 0) throw InvalidInput.of(unfit)
            return await context.db.kysely.transaction().execute(async (transaction) => {
              const done: Payload = await options.run(input as Input, { transaction, context })
              const read = await readPayload(transaction, info, payloadName, done)
              return { ...done, ...read, __typename: payloadName }
            })
          } catch (error) {
            // Given up in favour of another transaction, with nothing written: the same work may do now.
            if (left > 0 && /^40(001|P01)$/.test(postgresCode(error) ?? '')) continue
            const shown = errorShape(error)
            if (shown === undefined) throw error
            return shown
          }
        }
      },
    }),
  )
}

/** The error as a member of the union, or undefined where it is none that the caller could have avoided. */
function errorShape(error: unknown): ErrorShape | undefined {
  const known = error instanceof DomainError ? error : constraintProblem(error)
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
