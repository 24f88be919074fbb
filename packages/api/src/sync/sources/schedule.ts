import { CronExpressionParser } from 'cron-parser'

/** Why a cron expression cannot be a schedule; undefined when it can. Five fields, to the minute. */
export function scheduleProblem(expression: string): string | undefined {
  if (expression.trim().split(/\s+/).length !== 5) {
    return `"${expression}" must have five fields: minute, hour, day of the month, month, day of the week`
  }
  try {
    CronExpressionParser.parse(expression)
    return undefined
  } catch (error) {
    return `"${expression}" is no cron expression: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** The next times at which a schedule is due. */
export function nextTimes(expression: string, timeZone: string, after: Date, count: number): Date[] {
  const times = CronExpressionParser.parse(expression, { currentDate: after, tz: timeZone })
  return Array.from({ length: count }, () => times.next().toDate())
}
