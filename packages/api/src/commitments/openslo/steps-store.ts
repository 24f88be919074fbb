import { type GraphQLResolveInfo, getNamedType, isInputObjectType } from 'graphql'
import { constraintProblem } from '../../graph/constraints.ts'
import { Conflict, DomainError, InvalidInput } from '../../graph/errors.ts'
import { stepOf, type Work } from '../../graph/mutation.ts'
import type { Path } from './documents.ts'
import type { OpenSlo } from './read.ts'

/** What became of a row. */
export interface AppliedObject {
  readonly type: 'Service' | 'Metric' | 'Slo'
  /** The uuid. */
  readonly id: string
  readonly name: string
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED'
  /** Names of the fields that differ. */
  readonly fields: readonly string[]
}

/** What the documents are applied with. */
export interface Applying {
  readonly read: OpenSlo
  readonly work: Work
  readonly info: GraphQLResolveInfo
  /** Refuses to create services and metrics. */
  readonly existingOnly: boolean
  readonly problem: (document: number, path: Path, message: string) => void
  readonly note: (document: number, path: Path, message: string) => void
  readonly applied: (document: number, object: AppliedObject) => void
}

/** Where a field of an input stands in the documents. */
export interface Origin {
  readonly document: number
  readonly pathOf: (field: string) => Path
}

/** The path of a part of a document in the input of the mutation. */
export function inputPath(document: number, path: Path): readonly string[] {
  return ['documents', String(document), ...path.map(String)]
}

/**
 * Runs a mutation that writes a row, in the transaction of this one, and gives the uuid of the row. It writes with the
 * roles that this mutation takes, which are its own; those of teams are checked for the row.
 * @throws InvalidInput with the place in the documents
 */
export async function writeRow(
  name: string,
  input: object,
  { work, info }: Applying,
  { document, pathOf }: Origin,
): Promise<string> {
  const field = info.schema.getMutationType()?.getFields()[name]
  const step = field === undefined ? undefined : stepOf(field)
  const type = getNamedType(field?.args.find((argument) => argument.name === 'input')?.type)
  if (step === undefined || !isInputObjectType(type)) throw new Error(`${name} is no step`)
  try {
    const [id] = Object.values(await step(input, work, info))
    return String(id)
  } catch (error) {
    const known = error instanceof DomainError ? error : constraintProblem(error, input)
    if (known === undefined || known instanceof Conflict) throw error
    const fields =
      known instanceof InvalidInput && known.fields.length > 0
        ? known.fields
        : [{ path: [], message: known.message }]
    throw InvalidInput.of(
      fields.map(({ path, message }) => ({
        path: inputPath(document, pathOf(path[0] ?? '')),
        message: `${path[0] ?? 'it'} ${message}`,
      })),
    )
  }
}
