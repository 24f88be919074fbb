/** An exact decimal number: `units` of 10 to the power of −`digits`. */
export interface Decimal {
  readonly units: bigint
  /** 0 or more. */
  readonly digits: number
}

/** Reads a decimal number such as "-12.50" or "1e-7"; zeros at the end of the fraction do not count. */
export function decimalFrom(text: string): Decimal {
  const [, sign, whole = '', fraction = '', exponent] =
    /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text.trim()) ?? []
  if (sign === undefined || whole + fraction === '') throw new RangeError(`"${text}" is not a decimal number`)
  const shift = Number(exponent ?? 0) - fraction.length
  let units = BigInt(`${sign}${whole}${fraction}`) * 10n ** BigInt(Math.max(0, shift))
  let digits = Math.max(0, -shift)
  while (digits > 0 && units % 10n === 0n) {
    units /= 10n
    digits -= 1
  }
  return { units, digits }
}

/** The same number in smaller units. @param digits at least those that it has */
export function unitsIn({ units, digits: has }: Decimal, digits: number): bigint {
  return units * 10n ** BigInt(digits - has)
}

/** Writes a decimal number without zeros at the end of the fraction. */
export function decimalText({ units, digits }: Decimal): string {
  const shown = (units < 0n ? -units : units).toString().padStart(digits + 1, '0')
  const whole = shown.slice(0, shown.length - digits)
  const fraction = shown.slice(shown.length - digits).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/**
 * Numbers as whole numbers of one common unit. A number is its shortest decimal: 0.1 is exactly a tenth, so what adds
 * up on paper adds up here.
 */
export function inCommonUnits(values: readonly number[]): bigint[] {
  const decimals = values.map((value) => decimalFrom(String(value)))
  const digits = Math.max(0, ...decimals.map((decimal) => decimal.digits))
  return decimals.map((decimal) => unitsIn(decimal, digits))
}

/** part ÷ whole to the precision of a number, however large both are. @param whole above 0 */
export function quotient(part: bigint, whole: bigint): number {
  const small = BigInt(Number.MAX_SAFE_INTEGER)
  const size = part < 0n ? -part : part
  if (size <= small && whole <= small) return Number(part) / Number(whole)
  const scale = 10n ** 24n
  return Number((part * scale) / whole) / 1e24
}

/** Decimal places of the minor unit of a currency (ISO 4217); 2 unless it has others. As `cost_parts` has them. */
export function minorDigits(currency: string): number {
  if (WITHOUT_MINOR_UNIT.has(currency)) return 0
  return IN_THOUSANDTHS.has(currency) ? 3 : 2
}

const WITHOUT_MINOR_UNIT = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
)
const IN_THOUSANDTHS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))
