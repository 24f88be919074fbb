import { InputError, orInputError, type SourceFile } from '@throughline/plugin-kit'
import { type Charge, chargeOf } from './charge.ts'
import type { Context } from './config.ts'
import { textOf, unitsOf } from './decimal.ts'
import type { Delivery } from './deliveries.ts'
import { type Row, rowsOf } from './rows.ts'

/** How much the parts of a charge may differ from it: 1e-9 of the unit of the currency. */
const TOLERANCE = unitsOf('0.000000001') ?? 0n

interface Divided {
  units: bigint
  whole: bigint | undefined
  readonly file: string
  readonly resource: string
}

/**
 * The charges that a delivery also holds in parts: the sum of the parts is the charge.
 * @throws InputError with the resource if it is not
 */
export async function dividedCharges(ctx: Context, { files }: Delivery): Promise<ReadonlySet<string>> {
  const parts = new Map<string, Divided>()
  const dividing: SourceFile[] = []
  for (const file of files) {
    let divides = false
    const begin = ({ places }: { readonly places: ReadonlyMap<string, number> }) => {
      divides = places.has('AllocatedMethodId')
    }
    for await (const batch of rowsOf(file, begin)) {
      if (!divides) break
      for (const row of batch) addPart(parts, file, row, usableCharge(row, ctx))
    }
    if (divides) dividing.push(file)
  }
  for (const file of parts.size === 0 ? [] : dividing) {
    for await (const batch of rowsOf(file)) {
      for (const row of batch) {
        const charge = usableCharge(row, ctx)
        const known = charge === undefined || charge.isPart ? undefined : parts.get(charge.origin())
        if (charge !== undefined && known !== undefined) known.whole = (known.whole ?? 0n) + charge.units
      }
    }
  }
  for (const divided of parts.values()) requireWhole(divided)
  return new Set(parts.keys())
}

/** Undefined for a row that cannot be used, which is told of where rows are added up. */
function usableCharge(row: Row, { config }: Context): Charge | undefined {
  const charge = orInputError(() => chargeOf(row, config))
  return charge instanceof InputError ? undefined : charge
}

function addPart(
  parts: Map<string, Divided>,
  { path: file }: SourceFile,
  row: Row,
  charge: Charge | undefined,
): void {
  if (charge === undefined || !charge.isPart) return
  const { units } = charge
  const key = charge.origin()
  const known = parts.get(key)
  if (known !== undefined) known.units += units
  else parts.set(key, { units, whole: undefined, file, resource: row.at('ResourceId') ?? '' })
}

function requireWhole({ units, whole, file, resource }: Divided): void {
  const gap = whole === undefined ? 0n : whole - units
  if (gap <= TOLERANCE && gap >= -TOLERANCE) return
  throw new InputError({
    file,
    problem: `the parts of the charge of ${JSON.stringify(resource)} add up to ${textOf(units)}, and the charge is ${textOf(whole ?? 0n)}`,
    hint: 'No cost of the input was changed. Export the file again.',
  })
}
