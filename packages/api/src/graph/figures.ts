/** A computed fraction as it leaves the API: 12 significant digits, so that no noise of the arithmetic shows. */
export function significant(value: number): number {
  return Number(value.toPrecision(12))
}

/** The same where there may be none. */
export function significantOrNull(value: number | null): number | null {
  return value === null ? null : significant(value)
}

/** A share of one for people: 0.283333 → "28.3%", 0.28 → "28%". */
export function percent(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`
}

/** A share near one for people, such as an availability: with as many nines as it has and one more digit. */
export function nines(share: number): string {
  const lacking = 100 * (1 - share)
  const digits = lacking <= 0 || lacking >= 10 ? 1 : Math.min(10, 1 - Math.floor(Math.log10(lacking)))
  return `${Number((significant(share) * 100).toFixed(digits))}%`
}

/** Two such shares, with as many digits as it takes to tell them apart. */
export function ninesApart(one: number, other: number): [string, string] {
  const shown: [string, string] = [nines(one), nines(other)]
  if (shown[0] !== shown[1] || significant(one) === significant(other)) return shown
  const [first, second] = figuresApart(100 * one, 100 * other)
  return [`${Number(first)}%`, `${Number(second)}%`]
}

/** A computed quantity for people: four significant digits, whole from a thousand on. */
export function measured(value: number): string {
  return Math.abs(value) >= 1_000 ? String(Math.round(value)) : String(Number(value.toPrecision(4)))
}

/** A strength, weight or reach for people, with two decimals; "< 0.01" rather than a rounded-away nothing. */
export function figure(value: number): string {
  return value > 0 && significant(value) < 0.005 ? '< 0.01' : inHundredths(hundredths(value))
}

/** Two figures for people, with as many decimals as it takes to tell them apart; two where they are equal. */
export function figuresApart(one: number, other: number): [string, string] {
  for (let digits = 2; digits <= 12; digits += 1) {
    const shown: [string, string] = [significant(one).toFixed(digits), significant(other).toFixed(digits)]
    if (shown[0] !== shown[1]) return shown
  }
  return [figure(one), figure(other)]
}

/**
 * Parts of a total for people: each to two decimals, rounded by largest remainder (of equal ones the earlier row)
 * so that they add up to the total as {@link figure} shows it.
 */
export function figuresOf(parts: readonly number[]): string[] {
  const total = parts.reduce((sum, part) => sum + part, 0)
  const exact = parts.map((part) => significant(part * 100))
  const shown = exact.map(Math.floor)
  const missing = hundredths(total) - shown.reduce((sum, part) => sum + part, 0)
  const remainder = (place: number) => significant((exact[place] ?? 0) - (shown[place] ?? 0))
  const byRemainder = parts.map((_, place) => place).sort((a, b) => remainder(b) - remainder(a) || a - b)
  for (const place of byRemainder.slice(0, Math.max(0, missing))) shown[place] = (shown[place] ?? 0) + 1
  return shown.map((count, place) =>
    count === 0 && (parts[place] ?? 0) > 0 ? 'less than 0.01' : inHundredths(count),
  )
}

/** Half a hundredth is rounded up after the noise of the arithmetic is gone: 0.285 → 29. */
function hundredths(value: number): number {
  return Math.round(significant(value * 100))
}

function inHundredths(count: number): string {
  return (count / 100).toFixed(2)
}

const WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** A small whole number in a sentence. */
export function inWords(count: number): string {
  return WORDS[count] ?? String(count)
}

/** An amount in the minor units of its currency, with thousands: "9,800.00 EUR", "9,800 JPY". */
export function money(amount: string, currency: string): string {
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  const format = new Intl.NumberFormat('en', {
    minimumFractionDigits: digits.minimumFractionDigits ?? 2,
    maximumFractionDigits: digits.maximumFractionDigits ?? 2,
  })
  // A decimal string is formatted without going through a binary fraction.
  return `${format.format(amount as Intl.StringNumericLiteral)} ${currency}`
}
