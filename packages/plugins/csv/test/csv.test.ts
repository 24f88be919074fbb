import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readFiles } from '@throughline/plugin-kit'
import { conformance, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, test } from 'vitest'
import { csv } from '../src/index.ts'
import { everything as work, everyTable as workTables } from './model-tables.ts'
import { site, siteWithLinks } from './site.ts'
import { EFFORTS, PERSONS, RESPONSES, TICKETS, together } from './work.ts'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))
const extensions = { extensions: ['.csv'] }

const GOOD = 'Id,Host,Cores,Up,Since,Kind,Wiki,Needs,Weight\nA,a,1,yes,2030-01-01,vm,,,\n'
const HEADER = 'Id,Host,Cores,Up,Since,Kind,Wiki,Needs,Weight\n'
const config = {
  columns: {
    externalId: 'Id',
    name: 'Host',
    kind: 'Kind',
    url: 'Wiki',
    attributes: {
      cores: { column: 'Cores', type: 'number' },
      up: { column: 'Up', type: 'boolean' },
      since: { column: 'Since', type: 'date' },
    },
  },
  relations: { columns: { from: 'Id', to: 'Needs', strength: 'Weight' } },
}

/** Each stands beside a file that is right, which must not be taken either where the table is not what it must be. */
const broken: [string, string | Uint8Array, string[]][] = [
  ['an empty file', '', ['b.csv: holds no table at all']],
  ['blank lines only', '\n\n', ['b.csv: holds no table at all']],
  [
    'another header',
    'x,y\n',
    [
      'b.csv, line 1',
      'no column "Id", which is columns.externalId',
      'nor the columns "Id" and "Needs"',
      '"x", "y"',
    ],
  ],
  [
    'a header that lacks a column',
    `\n${HEADER.replace('Host', 'host')}`,
    ['b.csv, line 2', 'no column "Host", which is columns.name', 'It has "host"'],
  ],
  [
    'a header with a column twice',
    HEADER.replace('Host', 'Host,Host'),
    ['b.csv, line 1', 'two columns called "Host"'],
  ],
  ['a line that is no row', `${HEADER}B\n`, ['b.csv, line 2', 'has 1 cell where the header has 9']],
  [
    'a row that is cut off',
    `${HEADER}B,b,,,,,,,\nC,c`,
    ['b.csv, line 3', 'has 2 cells where the header has 9'],
  ],
  ['a row that is too long', `${HEADER}B,b,,,,,,,,x\n`, ['b.csv, line 2', 'has 10 cells']],
  [
    'a quote that is never closed',
    `${HEADER}B,b,,,,,,,\nC,"c,,,,,,,\nD,d,,,,,,,\n`,
    ['b.csv, line 3', 'never closed'],
  ],
  [
    'a quote in the middle',
    `${HEADER}B,19" rack,,,,,,,\n`,
    ['b.csv, line 2', 'in the middle of a cell', 'double the quotes'],
  ],
  ['a quote that ends too early', `${HEADER}B,"19" rack",,,,,,,\n`, ['b.csv, line 2', 'follows the quote']],
  ['an id that is empty', `${HEADER},b,,,,,,,\n`, ['b.csv, line 2', 'the column "Id" is empty']],
  [
    'an id given twice',
    `${HEADER}B,b,,,,,,,\n"B","two\nlines",,,,,,,\nB,,,,,,,,\n`,
    ['b.csv, line 3', '"B" in the column "Id" is already given in b.csv, line 2'],
  ],
  ['an id of the other file', `${HEADER}A,b,,,,,,,\n`, ['"A" in the column "Id" is already given in']],
  [
    'a number with a unit',
    `${HEADER}"B","b\n",,,,,,,\nC,c,4 GB,,,,,,\n`,
    ['b.csv, line 4', '"4 GB" in the column "Cores" is not a number'],
  ],
  ['a number that is too large', `${HEADER}B,b,9007199254740993,,,,,,\n`, ['line 2', 'too large', 'as text']],
  [
    'neither yes nor no',
    `${HEADER}B,b,,maybe,,,,,\n`,
    ['line 2', '"maybe" in the column "Up" is neither yes nor no'],
  ],
  [
    'a date in another order',
    `${HEADER}B,b,,,31.12.2030,,,,\n`,
    ['line 2', '"31.12.2030" in the column "Since" is not a date'],
  ],
  ['a day that does not exist', `${HEADER}B,b,,,2030-02-30,,,,\n`, ['line 2', 'not a day of the calendar']],
  [
    'a kind that is no word',
    `${HEADER}B,b,,,,Virtual Machine,,,\n`,
    ['line 2', '"Virtual Machine" in the column "Kind" is not the name of a kind', 'setting kinds'],
  ],
  [
    'an address that is none',
    `${HEADER}B,b,,,,,wiki/b,,\n`,
    ['line 2', '"wiki/b" in the column "Wiki" must be an absolute http'],
  ],
  ['a name that is too long', `${HEADER}B,${'b'.repeat(301)},,,,,,,\n`, ['line 2', 'the column "Host"']],
  [
    'a relation to nothing',
    `${HEADER}B,b,,,,,,Z,\n`,
    ['line 2', '"Z" in the column "Needs" is no asset of the input', 'leave-out'],
  ],
  ['a relation to itself', `${HEADER}B,b,,,,,,B,\n`, ['line 2', 'name the same asset']],
  [
    'a strength above 1',
    `${HEADER}B,b,,,,,,A,1.5\n`,
    ['line 2', '"1.5" in the column "Weight" is not a strength'],
  ],
  ['a NUL character', `${HEADER}B,"b\n\0",,,,,,,\n`, ['b.csv, line 3', 'NUL character', 'utf-16le']],
  ['another encoding', Uint8Array.of(0x49, 0x64, 0xe9, 0x0a), ['b.csv: is not UTF-8 text', 'windows-1252']],
]

/** Of these, only the row is bad: it is a dead letter under this key, and the other file is taken. */
const DEAD_LETTERS: Readonly<Record<string, string>> = {
  'a line that is no row': 'B',
  'an id given twice': 'B',
  'an id of the other file': 'A',
  'a number with a unit': 'C',
  'a number that is too large': 'B',
  'neither yes nor no': 'B',
  'a date in another order': 'B',
  'a day that does not exist': 'B',
  'a kind that is no word': 'B',
  'an address that is none': 'B',
  'a name that is too long': 'B',
  'a relation to itself': 'b.csv, 2',
  'a strength above 1': 'b.csv, 2',
}
/** Which relation a row would be is not known. */
const isRelation = (name: string) => DEAD_LETTERS[name] === 'b.csv, 2'

const responses = (row: string) => ({ 'responses.csv': `${RESPONSES}${row}\n` })
const tickets = (row: string) => ({ 'tickets.csv': `${TICKETS}${row}\n` })
const efforts = (row: string) => ({ 'efforts.csv': `${EFFORTS}${row}\n` })

/** Rows of responses, tickets and bookings that are wrong. */
const brokenWork: [string, Record<string, string>, string[]][] = [
  ['no responses at all', { 'responses.csv': GOOD.replace('\nA,', '\nZ,') }, ['so no responses']],
  [
    'a table of responses that lacks a question',
    { 'responses.csv': RESPONSES.replace('Channel', 'channel') },
    ['responses.csv, line 1', 'no column "Channel", which is survey.questions.channel', 'It has "channel"'],
  ],
  [
    'an answer off the scale',
    responses('R9,2030-01-01,,6,,'),
    ['responses.csv, line 2', '"6" in the column "How content?" is not on the scale from 1 to 5'],
  ],
  ['half a star', responses('R9,2030-01-01,,4.5,,'), ['line 2', 'is not on the scale']],
  ['an answer in words', responses('R9,2030-01-01,,good,,'), ['line 2', '"good"', 'is not a number']],
  ['a response without an id', responses(',2030-01-01,,4,,'), ['line 2', 'the column "Response" is empty']],
  [
    'a response given twice',
    responses('R1,2030-01-01,,4,,\nR1,2030-01-01,,4,,'),
    ['responses.csv, line 3', 'already given in responses.csv, line 2'],
  ],
  [
    'a time that is none',
    responses('R9,2030-01-01 25:00,,4,,'),
    ['line 2', '"2030-01-01 25:00"', 'no time of a day'],
  ],
  ['a date that is none', responses('R9,yesterday,,4,,'), ['line 2', '"yesterday"', 'is not a date']],
  [
    'a time too long ago',
    responses('R9,1970-01-01,,4,,'),
    ['line 2', '"1970-01-01" in the column "Submitted" must lie in'],
  ],
  [
    'a state that nobody knows',
    tickets('T9,x,,Limbo,2030-01-01,,,,,,,'),
    ['tickets.csv, line 2', '"Limbo" in the column "Status"', 'tickets.states'],
  ],
  [
    'a ticket without a state',
    tickets('T9,x,,,2030-01-01,,,,,,,'),
    ['line 2', 'the column "Status" is empty'],
  ],
  [
    'a kind that nobody knows',
    tickets('T9,x,Wish,Open,2030-01-01,,,,,,,'),
    ['line 2', '"Wish" in the column "Type"', 'tickets.kinds'],
  ],
  ['a ticket never opened', tickets('T9,x,,Open,,,,,,,,'), ['line 2', 'the column "Opened" is empty']],
  [
    'a level that is none',
    tickets('T9,x,,Open,2030-01-01,,Urgent,,,,,'),
    ['line 2', '"Urgent" in the column "Priority" is not a level from 1 to 5', 'tickets.levels'],
  ],
  ['an impact of 4', tickets('T9,x,,Open,2030-01-01,,,4,,,,'), ['line 2', 'not a level from 1 to 3']],
  ['less than no effort', tickets('T9,x,,Open,2030-01-01,,,,-1,,,'), ['line 2', '"-1"', 'less than nothing']],
  [
    'an address of a ticket that is none',
    tickets('T9,x,,Open,2030-01-01,,,,,,here,'),
    ['line 2', '"here" in the column "Link" must be an absolute'],
  ],
  [
    'a title that is too long',
    tickets(`T9,${'x'.repeat(501)},,Open,2030-01-01,,,,,,,`),
    ['line 2', 'the column "Summary"'],
  ],
  [
    'a booking on a ticket that is not there',
    efforts('E9,T9,1,2030-01-01,,'),
    ['efforts.csv, line 2', '"T9" in the column "Ticket" is no ticket of the input'],
  ],
  ['a booking of no effort', efforts('E9,T1,,2030-01-01,,'), ['line 2', 'the column "Hours" is empty']],
  ['a booking never made', efforts('E9,T1,1,,,'), ['line 2', 'the column "Day" is empty']],
]

describe('conformance', async () => {
  const [hosts, links] = await Promise.all(
    ['site/hosts.csv', 'site/links.csv'].map((name) => readFile(fixture(name), 'utf8')),
  )
  const checks = [
    ...conformance(csv, {
      config: { ...siteWithLinks, ...work },
      removals: [
        {
          name: 'a row of hosts and the rows that name it',
          before: () => memoryFiles({ 'hosts.csv': hosts ?? '', 'links.csv': links ?? '', ...workTables }),
          after: () =>
            memoryFiles({
              'hosts.csv': (hosts ?? '').replace(/^A-201,.*\r?\n/m, ''),
              'links.csv': (links ?? '').replaceAll(/^.*A-201.*\r?\n/gm, ''),
              ...workTables,
            }),
          gone: ['A-201', 'CONNECTS_TO A-200 > A-201', 'DEPENDS_ON A-201 > A-203'],
        },
      ],
      canaries: PERSONS,
      listings: [
        {
          name: 'a directory of tables',
          files: () => together(readFiles(fixture('site'), extensions), memoryFiles(workTables)),
          golden: fixture('site.golden.json'),
        },
        {
          name: 'the same with other ends of lines',
          files: () =>
            memoryFiles({
              'a.csv': (hosts ?? '').replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
              'b.csv': (links ?? '').replaceAll('\n', '\r'),
              ...workTables,
            }),
          golden: fixture('site.golden.json'),
        },
      ],
    }),
    ...conformance(csv, {
      config: {
        ...site,
        ...work,
        relations: { columns: { from: 'Asset Tag', to: 'Runs on' }, kind: 'RUNS_ON' },
      },
      removals: [
        {
          name: 'a row with its relation',
          before: () => memoryFiles({ 'hosts.csv': hosts ?? '', ...workTables }),
          after: () =>
            memoryFiles({ 'hosts.csv': (hosts ?? '').replace(/^A-201,.*\r?\n/m, ''), ...workTables }),
          gone: ['A-201', 'RUNS_ON A-201 > A-100'],
        },
      ],
      listings: [
        {
          name: 'one table of both',
          files: () => together(readFiles(fixture('site/hosts.csv'), extensions), memoryFiles(workTables)),
          golden: fixture('hosts.golden.json'),
        },
      ],
      broken: [
        {
          name: 'a path that is missing',
          files: () => readFiles('/no/such/path', extensions),
          mentions: ['/no/such/path: does not exist'],
        },
      ],
    }),
    ...conformance(csv, {
      config: { ...config, ...work },
      flawed: broken
        .filter(([name]) => name in DEAD_LETTERS)
        .map(([name, text, mentions]) => ({
          name,
          files: () => memoryFiles({ 'a.csv': `${GOOD}0,zero,,,,,,,\n`, 'b.csv': text, ...workTables }),
          rejects: { [DEAD_LETTERS[name] ?? '']: mentions },
          takes: ['0'],
          partial: isRelation(name) ? ['relations'] : [],
        })),
      removals: [
        {
          name: 'a row of a small table',
          before: () => memoryFiles({ 'a.csv': `${GOOD}B,b,,,,,,A,\n`, ...workTables }),
          after: () => memoryFiles({ 'a.csv': GOOD, ...workTables }),
          gone: ['B', 'DEPENDS_ON B > A'],
        },
      ],
      listings: [
        {
          name: 'a small table',
          files: () => memoryFiles({ 'a.csv': `${GOOD}B,b,,,,,,A,\n`, ...workTables }),
        },
      ],
      broken: [
        ...broken
          .filter(([name]) => !(name in DEAD_LETTERS))
          .map(([name, text, mentions]) => ({
            name,
            files: () => memoryFiles({ 'a.csv': GOOD, 'b.csv': text, ...workTables }),
            mentions,
          })),
        ...brokenWork.map(([name, tables, mentions]) => ({
          name,
          files: () => memoryFiles({ 'a.csv': GOOD, ...workTables, ...tables }),
          mentions,
        })),
      ],
    }),
  ]
  for (const check of checks) test(check.name, check.run)
})
