import { InputError, type NeutralRecord, type SourceFiles } from '@throughline/plugin-kit'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { csv } from '../src/index.ts'
import { parseInstant } from '../src/times.ts'
import { parseEffort } from '../src/values.ts'

const columns = { externalId: 'Id', name: 'Name' }

async function recordsIn(
  input: string | Uint8Array | SourceFiles,
  config: object = {},
): Promise<NeutralRecord[]> {
  const files =
    typeof input === 'string' || input instanceof Uint8Array ? memoryFiles({ 'a.csv': input }) : input
  const listings = await listOnce(csv, { columns, ...config }, files)
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

const names = async (input: string | Uint8Array, config?: object) =>
  (await recordsIn(input, config)).map((record) => (record.type === 'asset' ? record.name : ''))

describe('the least mapping', () => {
  test('makes assets of the kind csv.asset', async () => {
    expect(await recordsIn('Id,Name,Other\n1,web,x\n2,,y\n')).toEqual([
      { type: 'asset', externalId: '1', kind: 'csv.asset', name: 'web' },
      { type: 'asset', externalId: '2', kind: 'csv.asset', name: '2' },
    ])
  })

  test('takes a table without rows as empty', async () => {
    expect(await recordsIn('Id,Name\n')).toEqual([])
  })
})

describe('what spreadsheets and reports write', () => {
  const asset = (externalId: string, name: string) => ({ type: 'asset', externalId, kind: 'csv.asset', name })

  test.each([
    ['empty cells left off at the end', 'Id,Name,Rack,Note\n1,web\n2,db,r1\n'],
    ['empty cells added at the end', 'Id,Name\n1,web,,\n2,db,\n'],
    ['white space between the delimiter and quotes', '"Id", "Name"\n"1", "web"\n "2" , "db" \n'],
    ['a title above the header', 'Inventory of March\n\nMade, 2030-03-01\nId,Name\n1,web\n2,db\n'],
    ['a title and another delimiter', 'Inventory, all of it\nId;Name\n1;web\n2;db\n'],
    ['texts written as formulas', 'Id,Name\n="1",="web"\n"=""2""","db"\n'],
    ['the same with tabs', 'Id\tName\n="1"\t="web"\n2\t="db"\n'],
  ])('%s', async (_name, text) => {
    expect(await recordsIn(text)).toEqual([asset('1', 'web'), asset('2', 'db')])
  })

  test('zeros of a text written as a formula', async () => {
    expect(await recordsIn('Id,Name\n="007",bond\n')).toEqual([asset('007', 'bond')])
  })

  test.each([
    ['Id,Name\n1,web\nT', /line 3: has 1 cell where the header has 2/],
    ['Name,Id\n1,web\nWeb servers\n', /line 3: has 1 cell where the header has 2.*such as a total/s],
    ['Id,Name\n1,web,3\n', /line 2: has 3 cells where the header has 2/],
  ])('a line that is no row is refused: %j', async (text, message) => {
    await expect(recordsIn(text)).rejects.toThrow(message)
  })

  test.each([
    'Total,,3',
    'Total: 1',
    'Grand total,,,4',
    ',Gesamt,3,4',
    'Summe;;;4'.replaceAll(';', ','),
    ',Zwischensumme: 3',
  ])('a line of a total is left out: %s', async (line) => {
    expect(await names(`Id,Name,Cores,Disk\n1,web,1,2\n${line}\n2,db,2,2\n`)).toEqual(['web', 'db'])
  })

  test('a warning names the lines of totals that are left out', async () => {
    const lines: string[] = []
    await listOnce(csv, { columns }, memoryFiles({ 'a.csv': 'Id,Name\n1,web\n\nTotal: 1\n' }), lines)
    expect(lines.join('\n')).toMatch(/Lines that look like totals were left out.*a\.csv, line 4/)
  })

  test.each(['Total,total host,3,', 'Summer,,,', 'total-1,,3,', '3,Total,1,2'])(
    'a row of a thing is kept: %s',
    async (line) => {
      expect(await names(`Id,Name,Cores,Disk\n1,web,1,2\n${line}\n`)).toHaveLength(2)
    },
  )

  const value = async (type: string, cell: string, config: object = {}) => {
    const attributes = { value: { column: 'Value', type } }
    const settings = { columns: { externalId: 'Id', attributes }, ...config }
    const [record] = await recordsIn(`Id;Value\n1;"${cell}"\n`, settings)
    return record?.type === 'asset' ? record.attributes?.value : undefined
  }

  test.each([
    ['number', '1.234,56', { decimal: ',' }, 1234.56],
    ['number', '1.000,5', { decimal: ',' }, 1000.5],
    ['number', '1.234.567', { decimal: ',' }, 1_234_567],
    ['number', '1,234.56', {}, 1234.56],
    ['number', "12'345.5", {}, 12_345.5],
    ['number', '1 234,5', { decimal: ',' }, 1234.5],
    ['boolean', 'WAHR', {}, true],
    ['boolean', 'Falsch', {}, false],
    ['date', '31.12.26', { dates: 'dmy' }, '2026-12-31'],
    ['date', '11/27/17', { dates: 'mdy' }, '2017-11-27'],
  ])('a %s: %s', async (type, cell, config, expected) => {
    expect(await value(type, cell, config)).toBe(expected)
  })

  test.each([
    ['number', '1.234,56', {}, /set decimal to ,/],
    ['number', '1,23', {}, /is not a number/],
    ['number', '12.34', { decimal: ',' }, /set decimal to \./],
    ['number', '1,2345.6', {}, /is not a number/],
    ['date', '31.12.26', {}, /set dates to the order/],
    ['date', '12/31/26', { dates: 'dmy' }, /is not a day of the calendar/],
  ])('no %s: %s', async (type, cell, config, message) => {
    await expect(value(type, cell, config)).rejects.toThrow(message)
  })

  test.each([
    ['11/27/2017 3:05 PM', '2017-11-27T15:05:00.000Z'],
    ['11/27/2017 12:05 a.m.', '2017-11-27T00:05:00.000Z'],
    ['11/27/2017 12:00:30 pm', '2017-11-27T12:00:30.000Z'],
  ])('the time %s', (cell, expected) => {
    expect(parseInstant(cell, { dates: 'mdy', timeZone: 'UTC' })).toEqual({ value: expected })
  })

  test('no time: 13:05 PM', () => {
    expect(parseInstant('11/27/2017 13:05 PM', { dates: 'mdy', timeZone: 'UTC' })).toMatchObject({
      problem: 'is no time of a day',
    })
  })

  test.each([
    ['1:30', 90],
    ['0:05', 5],
    ['100:00', 6000],
  ])('the effort %s', (cell, minutes) => {
    for (const unit of ['minutes', 'hours'] as const) {
      expect(parseEffort(cell, unit, { decimal: '.' })).toEqual({ value: minutes })
    }
  })
})

describe('the delimiter', () => {
  test.each([
    ['Id,Name\n1,a\n', undefined],
    ['Id;Name\n1;a\n', undefined],
    ['Id\tName\n1\ta\n', undefined],
    ['Id|Name\n1|a\n', undefined],
    ['a,b,c,d;Id;Name\n;1;a\n', undefined],
    ['"x;""y";Id;Name\n;1;a\n', undefined],
    ['sep=,\nId,Name\n1,a\n', undefined],
    ['Id:Name\n1:a\n', ':'],
    ['Id\tName\n1\ta\n', 'tab'],
  ])('of %j is found', async (text, delimiter) => {
    expect(await names(text, delimiter === undefined ? {} : { delimiter })).toEqual(['a'])
  })

  test.each(['"', '\n', ';;', ''])('%j is refused', (delimiter) => {
    expect(csv.config.safeParse({ columns, delimiter }).success).toBe(false)
  })
})

describe('the encoding', () => {
  const text = 'Id,Name\n1,Zürich €\n'
  const utf16 = (littleEndian: boolean) => {
    const view = new DataView(new ArrayBuffer((text.length + 1) * 2))
    for (const [index, unit] of [...`\ufeff${text}`].entries())
      view.setUint16(index * 2, unit.charCodeAt(0), littleEndian)
    return new Uint8Array(view.buffer)
  }
  const windows1252 = Uint8Array.from([...text].map((char) => (char === '€' ? 0x80 : char.charCodeAt(0))))

  test.each<[string, string | Uint8Array, string | undefined]>([
    ['UTF-8', text, undefined],
    ['UTF-8 with a byte order mark', `\ufeff${text}`, undefined],
    ['UTF-16, little end first', utf16(true), undefined],
    ['UTF-16, big end first', utf16(false), undefined],
    ['UTF-16 without a byte order mark, as configured', utf16(true).slice(2), 'utf-16le'],
    ['Windows-1252, as configured', windows1252, 'windows-1252'],
    ['UTF-8 with a byte order mark, whatever is configured', `\ufeff${text}`, 'windows-1252'],
  ])('%s is read', async (_name, bytes, encoding) => {
    expect(await names(bytes, encoding === undefined ? {} : { encoding })).toEqual(['Zürich €'])
  })

  test('of UTF-16 without a byte order mark is asked for', async () => {
    const ascii = Uint8Array.from([...'Id,Name\n'].flatMap((char) => [char.charCodeAt(0), 0]))
    await expect(recordsIn(ascii)).rejects.toThrow(/line 1: contains a NUL.*utf-16le/)
    await expect(recordsIn(utf16(true).slice(2))).rejects.toThrow(/is not UTF-8 text.*utf-16le/)
  })

  test('that does not exist is refused', () => {
    expect(csv.config.safeParse({ columns, encoding: 'klingon' }).error?.message).toContain('windows-1252')
  })
})

describe('values', () => {
  const read = async (cell: string, type: string, ways: object = {}) => {
    const mapping = { columns: { externalId: 'Id', attributes: { it: { column: 'It', type } } }, ...ways }
    const [record] = await recordsIn(`Id;It\n1;${cell}\n`, mapping)
    return record?.type === 'asset' ? record.attributes?.it : undefined
  }
  const comma = { decimal: ',' }

  test.each<[string, string, object, unknown]>([
    ['4', 'number', {}, 4],
    ['-4.50', 'number', {}, -4.5],
    ['1e3', 'number', {}, 1000],
    ['-0', 'number', {}, 0],
    ['007', 'text', {}, '007'],
    ['4,5', 'number', comma, 4.5],
    ['YES', 'boolean', {}, true],
    ['0', 'boolean', {}, false],
    ['2030-1-2', 'date', {}, '2030-01-02'],
    ['31.12.2030', 'date', { dates: 'dmy' }, '2030-12-31'],
    ['12/31/2030', 'date', { dates: 'mdy' }, '2030-12-31'],
    ['2028-02-29', 'date', {}, '2028-02-29'],
    ['2030-12-31 23:59:59+01:00', 'date', { dates: 'dmy' }, '2030-12-31T23:59:59+01:00'],
    ['', 'number', {}, undefined],
    ['=1+1', 'text', {}, '=1+1'],
  ])('%s as %s, %j', async (cell, type, ways, value) => {
    expect(await read(cell, type, ways)).toBe(value)
  })

  test.each<[string, string, object]>([
    ['1,000', 'number', {}],
    ['1.000', 'number', comma],
    ['0x10', 'number', {}],
    ['Infinity', 'number', {}],
    ['NaN', 'number', {}],
    ['1e999', 'number', {}],
    ['.5', 'number', {}],
    ['oui', 'boolean', {}],
    ['2027-02-29', 'date', {}],
    ['2030-13-01', 'date', {}],
    ['12/31/2030', 'date', { dates: 'dmy' }],
    ['2030-12-31T25:00', 'date', {}],
    ['tomorrow', 'date', {}],
  ])('%s is refused as %s, %j', async (cell, type, ways) => {
    await expect(read(cell, type, ways)).rejects.toThrow(InputError)
    await expect(read(cell, type, ways)).rejects.toThrow(`a.csv, line 2: "${cell}" in the column "It"`)
  })
})

describe('identifiers', () => {
  test('that several rows share make nothing of them one asset', async () => {
    const mapping = { columns: { externalId: 'Id', identifiers: { 'serial-number': 'Serial' } } }
    const records = await recordsIn('Id,Serial\n1,N/A\n2,N/A\n3,S3\n', mapping)
    expect(records.map((record) => (record.type === 'asset' ? record.identifiers : []))).toEqual([
      undefined,
      undefined,
      [{ kind: 'serial-number', value: 'S3' }],
    ])
  })
})

describe('relations', () => {
  const relations = { columns: { from: 'From', to: 'To', strength: 'Weight' } }
  const both = (links: string) => memoryFiles({ 'a.csv': 'Id,Name\n1,a\n2,b\n', 'b.csv': links })

  test('to what is not in the input are left out where that is wanted', async () => {
    const config = { relations: { ...relations, missingEnds: 'leave-out' } }
    const records = await recordsIn(both('From,To,Weight\n1,3,\n1,2,\n'), config)
    expect(records.filter((record) => record.type === 'relation')).toEqual([
      { type: 'relation', externalId: 'DEPENDS_ON 1 > 2', kind: 'DEPENDS_ON', from: '1', to: '2' },
    ])
  })

  test('may not have an empty end in a table of their own', async () => {
    await expect(recordsIn(both('From,To,Weight\n1,,\n'), { relations })).rejects.toThrow(
      'b.csv, line 2: the column "To" is empty',
    )
  })

  test('given twice must be given alike', async () => {
    await expect(recordsIn(both('From,To,Weight\n1,2,1\n1,2,0\n'), { relations })).rejects.toThrow(
      'b.csv, line 3: the relation DEPENDS_ON 1 > 2 is given here and, with another strength, in b.csv, line 2',
    )
  })

  test('of an unknown kind are refused with the kinds there are', async () => {
    const config = { relations: { columns: { from: 'From', to: 'To', kind: 'How' } } }
    await expect(recordsIn(both('From,To,How\n1,2,likes\n'), config)).rejects.toThrow(
      /"likes" in the column "How" is no kind of relation.*RUNS_ON/,
    )
  })

  test('that are wanted and in no table are missed', async () => {
    await expect(recordsIn('Id,Name\n1,a\n', { relations })).rejects.toThrow(
      'holds no table with the columns "From" and "To", so no relations',
    )
    const links = memoryFiles({ 'b.csv': 'From,To,Weight\n' })
    await expect(recordsIn(links, { relations })).rejects.toThrow('holds no table with the column "Id"')
  })
})

describe('the configuration', () => {
  test.each([
    [{}, 'columns'],
    [{ columns: {} }, 'externalId'],
    [{ columns: { externalId: ' ' } }, 'is empty'],
    [{ columns: { externalId: 'Id', nmae: 'x' } }, 'nmae'],
    [{ columns, kind: 'Virtual Machine' }, 'lower-case'],
    [{ columns: { externalId: 'Id', attributes: { 'a b': 'x' } } }, 'letters, digits'],
    [{ columns: { externalId: 'Id', identifiers: { Serial: 'x' } } }, 'lower-case'],
    [{ columns, relations: { columns: { from: 'a', to: 'b' }, kind: 'LIKES' } }, 'RUNS_ON'],
  ])('%j is refused', (config, words) => {
    expect(csv.config.safeParse(config).error?.message).toContain(words)
  })
})

test('whatever a cell holds comes out as it was, trimmed', async () => {
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`
  // Without NUL and halves of surrogate pairs, which are refused, and with line ends as they are read.
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((text) => text.replaceAll('\0', '').replace(/\r\n?/g, '\n'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(cell, { minLength: 1, maxLength: 8 }),
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      async (cells, delimiter, end) => {
        const rows = [['Id', 'Label'], ...cells.map((text, index) => [`${index + 10}`, text])]
        const text = rows.map((row) => row.map(quoted).join(delimiter)).join(end)
        const records = await recordsIn(text, { columns: { externalId: 'Id', labels: { it: 'Label' } } })
        const labels = records.map((record) => (record.type === 'asset' ? (record.labels?.it ?? '') : ''))
        expect(labels).toEqual(cells.map((text) => text.trim()))
      },
    ),
    { numRuns: 200 },
  )
})

test('the line of a fault is right, whatever stands before it', async () => {
  const cell = fc.constantFrom('a', 'two\nlines', '"quoted"', 'three\r\nmore\r\nlines', '')
  const row = fc.tuple(cell, cell)
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), async (rows, end) => {
      const before = rows.map(([a, b], index) => [`${index}`, quoted(a), quoted(b)].join(','))
      const text = ['Id,A,B', ...before, ''].join(end)
      const line = text.replace(/\r\n?/g, '\n').split('\n').length
      const mapping = { columns: { externalId: 'Id' } }
      await expect(recordsIn(`${text},x,y${end}`, mapping)).rejects.toThrow(`a.csv, line ${line}: the column`)
      await expect(recordsIn(`${text}9,"x`, mapping)).rejects.toThrow(`a.csv, line ${line}: in the row`)
    }),
    { numRuns: 100 },
  )
})
