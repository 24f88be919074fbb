const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?$/

/** The time on a clock without zone, as the UTC instant that shows the same; undefined for a time that no day has. */
export function parseLocal(text: string): number | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (LOCAL.exec(text) ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0))
  const wall = Date.UTC(year, month - 1, day, hour, minute, second)
  const shown = new Date(wall)
  const exists =
    year >= 1900 &&
    shown.getUTCMonth() === month - 1 &&
    shown.getUTCDate() === day &&
    hour < 24 &&
    minute < 60 &&
    second < 60
  return exists ? wall : undefined
}

/** The clock's time as {@link parseLocal} reads it. */
export function writeLocal(wall: number): string {
  return new Date(wall).toISOString().slice(0, 19).replace('T', ' ')
}

/** A local time with seconds and a blank, as it is stored; a text that is none stays as it is, to be refused. */
export function fullLocal(text: string): string {
  const wall = parseLocal(text)
  return wall === undefined ? text : writeLocal(wall)
}
