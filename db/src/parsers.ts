import pg from 'pg'

const asWritten = (value: string): string => value
const textArray: number = 1009
const arrayOfText: (value: string) => unknown = pg.types.getTypeParser(textArray)

/**
 * How columns are read, for the connections of this package alone (the driver's own table of parsers is
 * shared by everything in the process). What is not here stays as the driver has it: timestamptz → Date,
 * int2, int4 and floats → number, jsonb → parsed, bytea → Buffer.
 */
const parsers = new Map<number, (value: string) => unknown>([
  [20, asWritten], // int8
  [1082, asWritten], // date
  [1186, asWritten], // interval
  [1700, asWritten], // numeric
  [1016, arrayOfText], // int8[]
  [1182, arrayOfText], // date[]
  [1187, arrayOfText], // interval[]
  [1231, arrayOfText], // numeric[]
])

export const columnParsers: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? pg.types.getTypeParser(oid, format),
}
