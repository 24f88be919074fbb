export interface Money {
  readonly amount: string
  readonly currency: string
}

export interface Amount {
  readonly minutes: number | null
  readonly money: Money | null
}

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const TENTH = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const DATE = { day: 'numeric', month: 'short', year: 'numeric' } as const

/** What stands for a value that there is none of. */
export const NONE = '–'

/** "68.2%"; below one in a thousand with more digits, so that little is not shown as nothing. */
export function percent(share: number | null | undefined): string {
  if (share === null || share === undefined) return NONE
  const value = share * 100
  if (value !== 0 && Math.abs(value) < 0.1) return `${Number(value.toPrecision(1))}%`
  return `${TENTH.format(value).replace('-', '−')}%`
}

/** "+12.5 points". */
export function points(difference: number | null): string {
  if (difference === null) return NONE
  const value = TENTH.format(Math.abs(difference * 100))
  if (value === '0') return '0 points'
  return `${difference > 0 ? '+' : '−'}${value} points`
}

export function number(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : TENTH.format(value)
}

/** "1,240 h", or money with its currency. */
export function amount({ minutes, money }: Amount): string {
  if (money !== null) return `${WHOLE.format(Number(money.amount))} ${money.currency}`
  return minutes === null ? NONE : `${TENTH.format(minutes / 60)} h`
}

/** A number to draw an amount by. */
export function magnitude({ minutes, money }: Amount): number {
  return money === null ? (minutes ?? 0) / 60 : Number(money.amount)
}

/** "AWAITING_APPROVAL" as "awaiting approval". */
export function inWords(name: string): string {
  return name.toLowerCase().replaceAll('_', ' ')
}

/** The same with a capital at its beginning. */
export function asTitle(name: string): string {
  const words = inWords(name)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** A moment as a day of the time zone of the organisation. */
export function day(instant: string | null, timeZone: string): string {
  return instant === null
    ? NONE
    : new Intl.DateTimeFormat('en-GB', { ...DATE, timeZone }).format(new Date(instant))
}
