import { InputError, type NeutralRecord, parseConfig, parseRecord } from '@throughline/plugin-kit'
import { listOnce, memoryFiles } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { csv, SHEETS, sheetTemplate } from '../src/index.ts'

async function recordsIn(files: Readonly<Record<string, string>>, config: object): Promise<NeutralRecord[]> {
  const listings = await listOnce(csv, config, memoryFiles(files))
  return listings.flatMap(({ stream, raws }) => raws.flatMap((raw) => stream.map(raw)))
}

const sheet = (kind: string) => sheetTemplate(kind) ?? ''
const called = (records: readonly NeutralRecord[]) =>
  records.map(({ type, externalId }) => `${type} ${externalId}`)

/** What the examples of each template become. */
const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  people: ['person ada', 'person charles'],
  teams: ['team engines', 'team it'],
  services: ['service cart', 'service mail', 'service shop'],
  objectives: ['objective growth', 'objective orders'],
  processes: ['process selling'],
  assets: ['asset host-1', 'asset web-1'],
  relations: ['relation RUNS_ON web-1 > host-1'],
  costs: ['cost INV-7/1', 'cost INV-7/2'],
  changes: ['change CHG-12', 'change CHG-13'],
  tickets: ['ticket OPS-7', 'ticket OPS-8'],
  efforts: ['effort OPS-7/a', 'effort OPS-7/b'],
  ticketEvents: ['ticketEvent OPS-7/1', 'ticketEvent OPS-7/2'],
  responses: ['survey desk-2026', 'response R-1', 'response R-2'],
  surveyInvitations: ['surveyInvitation desk-2026/engines', 'surveyInvitation desk-2026/others'],
}

test('every kind of record that tables may hold has a template', () => {
  expect(SHEETS).toEqual(Object.keys(EXAMPLES))
  // Surveys come with their responses.
  expect(csv.streams).toHaveLength(SHEETS.length + 1)
  expect(sheetTemplate('wishes')).toBeUndefined()
})

test.each(SHEETS)('the sheet of %s, as it is written, is read by itself', async (kind) => {
  const records = await recordsIn({ 'sheet.csv': sheet(kind) }, { [kind]: 'template' })
  for (const record of records) expect(parseRecord(record)).toEqual(record)
  expect(called(records)).toEqual(EXAMPLES[kind])
})

test.each(SHEETS)('a column that the template of %s does not have is refused by its name', async (kind) => {
  const [header = '', ...rows] = sheet(kind).split('\n')
  const text = [`${header},colour`, ...rows].join('\n')
  await expect(recordsIn({ 'a.csv': text }, { [kind]: 'template' })).rejects.toThrow(
    `a.csv, line 1: has a column "colour", which the template of ${kind} does not have. Correct its name, or take it out.`,
  )
})

test.each(SHEETS)('a column that a sheet of %s lacks, or has twice, is named', async (kind) => {
  const [header = ''] = sheet(kind).split('\n')
  const [first = '', second = '', ...rest] = header.split(',')
  const read = (columns: readonly string[]) =>
    recordsIn({ 'a.csv': `${columns.join(',')}\n` }, { [kind]: 'template', decimal: ',' })
  await expect(read([first, ...rest])).rejects.toThrow(
    `a.csv, line 1: has no column "${second}", which is in the template of ${kind}. `,
  )
  await expect(read([first, second.toUpperCase(), ...rest])).rejects.toThrow(
    `It has "${second.toUpperCase()}": write "${second}" there.`,
  )
  await expect(read([first, second, second, ...rest])).rejects.toThrow(`has two columns called "${second}"`)
})

test('of several kinds, the one that a sheet comes nearest to is told', async () => {
  const lacking = sheet('services').replace(',owner,', ',')
  const config = { people: 'template', assets: 'template', services: 'template' }
  await expect(recordsIn({ 'a.csv': lacking.split('\n')[0] ?? '' }, config)).rejects.toThrow(
    'has no column "owner", which is in the template of services',
  )
})

test.each(SHEETS)('the sheet of %s without its setting is told with the setting', async (kind) => {
  const set = kind === 'teams' ? 'people' : 'teams'
  const read = (text: string) => recordsIn({ 'a.csv': sheet(set), 'b.csv': text }, { [set]: 'template' })
  await expect(read(sheet(kind))).rejects.toThrow(
    `b.csv, line 1: has the columns of the template of ${kind}, and the setting ${kind} is missing. Set ${kind} to template, on the command line with --set ${kind}=template; sheets=template reads all templates.`,
  )
})

test('a sheet that lacks a column of a template that is not set is told with the setting, too', async () => {
  const lacking = sheet('services').split('\n')[0]?.replace(',owner,', ',ownr,') ?? ''
  await expect(recordsIn({ 'b.csv': lacking }, { teams: 'template' })).rejects.toThrow(
    'b.csv, line 1: has most columns of the template of services, and the setting services is missing',
  )
  // What is described comes first.
  await expect(recordsIn({ 'b.csv': lacking }, { services: 'template' })).rejects.toThrow('no column "owner"')
})

test('all sheets are read together from one directory', async () => {
  const files = Object.fromEntries(SHEETS.map((kind) => [`${kind}.csv`, sheet(kind)]))
  const records = await recordsIn(files, Object.fromEntries(SHEETS.map((kind) => [kind, 'template'])))
  for (const record of records) expect(parseRecord(record)).toEqual(record)
  expect(called(records).toSorted()).toEqual(Object.values(EXAMPLES).flat().toSorted())
  // External IDs lead to rows of the same input.
  expect(records).toContainEqual(
    expect.objectContaining({ type: 'ticket', assets: [{ externalId: 'web-1' }] }),
  )
})

describe('with sheets', () => {
  const streamsOf = async (files: Readonly<Record<string, string>>, config: object) =>
    (await listOnce(csv, config, memoryFiles(files))).flatMap(({ stream, raws }) =>
      raws.length === 0 ? [] : [stream.name],
    )

  test('every kind is read by its template', async () => {
    const files = Object.fromEntries(SHEETS.map((kind) => [`${kind}.csv`, sheet(kind)]))
    const records = await recordsIn(files, { sheets: 'template' })
    expect(called(records).toSorted()).toEqual(Object.values(EXAMPLES).flat().toSorted())
  })

  test('kinds without a sheet are not read', async () => {
    const files = { 'a.csv': sheet('teams'), 'b.csv': sheet('ticketEvents') }
    expect(await streamsOf(files, { sheets: 'template' })).toEqual(['teams', 'ticket-events'])
    // Their assets and tickets are those that the source has told before.
    expect(await streamsOf({ 'a.csv': sheet('relations') }, { sheets: 'template' })).toEqual(['relations'])
  })

  test('another setting of a kind holds', async () => {
    const files = { 'a.csv': sheet('efforts'), 'b.csv': 'Id,Host\n1,web\n', 'c.csv': sheet('teams') }
    const config = {
      sheets: 'template',
      efforts: { columns: 'template', unit: 'hours' },
      columns: { externalId: 'Id', name: 'Host' },
    }
    expect(await recordsIn(files, config)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ externalId: '1', name: 'web' }),
        expect.objectContaining({ externalId: 'OPS-7/b', minutes: 2700 }),
      ]),
    )
    // Tables with a mapping of their own may not be absent.
    await expect(recordsIn({ 'a.csv': sheet('efforts') }, config)).rejects.toThrow('so no assets')
  })

  test('what is no sheet of a template is refused, and so is nothing at all', async () => {
    const read = (files: Readonly<Record<string, string>>) => recordsIn(files, { sheets: 'template' })
    await expect(read({ 'a.csv': 'Id,Colour\n1,red\n' })).rejects.toThrow(
      /^a\.csv, line 1: has no column ".*another template/,
    )
    await expect(read({})).rejects.toThrow('holds no sheet')
    await expect(read({ 'a.csv': sheet('teams').replace('parent', 'parents') })).rejects.toThrow(
      'has no column "parent", which is in the template of teams',
    )
  })
})

test.each([
  [
    { teams: 'templat' },
    'teams: "templat" is not known: write template, or an object with the member columns',
  ],
  [{ tickets: 'none' }, 'tickets: "none" is not known: write template, or an object with the member columns'],
  [{ assets: 'templat' }, 'assets: "templat" is not known: write template'],
  [{ sheets: 'none' }, 'sheets: "none" is not known: write template'],
  [{ efforts: { columns: 'templat' } }, 'efforts.columns: "templat" is not known: write template'],
  [{ teams: 7 }, 'teams: write template, or an object with the member columns'],
  [{ team: 'template' }, 'Unrecognized key: "team"; did you mean "teams"?'],
  [{ sheet: 'template' }, 'Unrecognized key: "sheet"; did you mean "sheets"?'],
  [{}, 'or set sheets to template for those that throughline template writes'],
])('the setting %j is refused with what to write', async (config, message) => {
  await expect(parseConfig(csv, config)).rejects.toThrow(message)
})

test('an asset takes everything that its record has', async () => {
  const [, asset] = await recordsIn({ 'a.csv': sheet('assets') }, { assets: 'template' })
  expect(asset).toEqual({
    type: 'asset',
    externalId: 'web-1',
    kind: 'server.virtual',
    name: 'web-1',
    environment: 'production',
    url: 'https://wiki.example.org/web-1',
    owner: { name: 'Engines' },
    cost: { amount: '41.5', currency: 'EUR' },
    availability: 0.999,
    services: [{ name: 'Shop' }],
    identifiers: [{ kind: 'hostname', value: 'web-1' }],
    labels: { tier: 'front' },
    attributes: { cores: 4 },
  })
})

describe('columns of the user', () => {
  const assets = (header: string, cells: string) =>
    recordsIn(
      {
        'a.csv': `externalId,name,kind,environment,url,owner,cost,currency,availability,services,${header}\na,,,,,,,,,,${cells}\n`,
      },
      { assets: 'template' },
    )

  test('are labels, identifiers and attributes', async () => {
    expect(
      await assets(
        'label: cost centre,identifier:asset-tag,attribute:rack,attribute:on:date',
        '4711,T-1,r1,2030-01-31',
      ),
    ).toMatchObject([
      {
        labels: { 'cost centre': '4711' },
        identifiers: [{ kind: 'asset-tag', value: 'T-1' }],
        attributes: { rack: 'r1', on: '2030-01-31' },
      },
    ])
    expect(await assets('label:constructor', 'x')).toMatchObject([{ labels: { constructor: 'x' } }])
  })

  test.each([
    [
      'identifier:Serial Number',
      'the column "identifier:Serial Number" does not name a kind of identifier: must be lower-case',
    ],
    ['attribute:disk size', 'does not name a kind of attribute: must be letters'],
    ['attribute:disk:bytes', 'has no type "bytes" of an attribute. Write one of text, number, boolean, date'],
    ['label:', 'does not name a label: is empty'],
    ['label:tier,label: tier', 'the column "label: tier" names the label "tier", and so does "label:tier"'],
    ['attribute:a,attribute:a:number', 'names the attribute "a", and so does "attribute:a"'],
    ['Label:tier', 'has a column "Label:tier", which the template of assets does not have'],
  ])('%s is refused', async (header, message) => {
    const cells = header.includes(',') ? '1,2' : '1'
    await expect(assets(header, cells)).rejects.toThrow(message)
    await expect(assets(header, cells)).rejects.toThrow(InputError)
  })

  test.each(['people', 'teams', 'services', 'objectives', 'processes', 'changes', 'tickets'])(
    'are labels of %s',
    async (kind) => {
      const [header = '', first = ''] = sheet(kind).split('\n')
      const [record] = await recordsIn(
        { 'a.csv': `${header},label:tier\n${first},gold\n` },
        { [kind]: 'template' },
      )
      expect(record).toMatchObject({ labels: { tier: 'gold' } })
    },
  )

  test('without a name, and empty, say nothing', async () => {
    expect(await assets(',label:tier', ',gold')).toMatchObject([{ labels: { tier: 'gold' } }])
  })
})

describe('a sheet of responses', () => {
  const HEADER = 'externalId,survey,service,submittedAt,respondent,team,comment'
  const read = (header: string, ...rows: string[]) =>
    recordsIn({ 'a.csv': `${[`${HEADER},${header}`, ...rows].join('\n')}\n` }, { responses: 'template' })

  test('asks what its headers ask, and is scored by the first question that can be', async () => {
    const [survey, ...responses] = await recordsIn({ 'a.csv': sheet('responses') }, { responses: 'template' })
    expect(survey).toEqual({
      type: 'survey',
      externalId: 'desk-2026',
      title: 'desk-2026',
      service: 'Shop',
      template: 'NPS',
      scored: 'How likely are you to recommend the shop?',
      questions: [
        {
          id: 'How likely are you to recommend the shop?',
          text: 'How likely are you to recommend the shop?',
          kind: 'RATING',
          scale: { min: 0, max: 10 },
        },
        {
          id: 'How content are you with its speed?',
          text: 'How content are you with its speed?',
          kind: 'RATING',
          scale: { min: 1, max: 5 },
        },
        { id: 'Where do you use it?', text: 'Where do you use it?', kind: 'CHOICE' },
        { id: 'What should be better?', text: 'What should be better?', kind: 'TEXT' },
      ],
    })
    expect(responses).toMatchObject([
      {
        externalId: 'R-1',
        answers: { 'Where do you use it?': 'Office' },
        comment: 'Thank you!',
        team: 'Engines',
      },
      { externalId: 'R-2', answers: { 'How likely are you to recommend the shop?': 6 } },
    ])
    expect(JSON.stringify(responses)).not.toContain('ada@example.org')
  })

  test.each([
    ['ces: How easy was it?', 'CES', { min: 1, max: 7 }],
    ['CSAT : Content?', 'CSAT', { min: 1, max: 5 }],
    ['rating: Content?', 'CSAT', { min: 1, max: 5 }],
    ['rating 1-4: Content?', 'CUSTOM', { min: 1, max: 4 }],
  ])('%s is scored as %s', async (header, template, scale) => {
    const records = await read(header, 'R1,s,,2030-01-01,,,,4')
    expect(records).toMatchObject([{ template, questions: [{ scale }] }, { externalId: 'R1' }])
  })

  test('may name its survey and its service in one row alone', async () => {
    expect(
      called(await read('number: How many?', 'R1,,,2030-01-01,,,,4', 'R2,s,Shop,2030-01-01,,,,4')),
    ).toEqual(['survey s', 'response R1', 'response R2'])
  })

  test.each([
    [
      'comment: Why?',
      ['R1,s,,2030-01-01,,,,4'],
      /a\.csv, line 1: has a column "comment: Why\?".*nps, csat, ces, rating/,
    ],
    ['nps 1-5: Why?', ['R1,s,,2030-01-01,,,,4'], /has a column "nps 1-5: Why\?"/],
    ['rating 5-1: Why?', ['R1,s,,2030-01-01,,,,4'], /line 1: cannot be a survey: must be above min/],
    ['', ['R1,s,,2030-01-01,,,,'], /line 1: has no column of a question/],
    ['text: Why?,text: Why?', ['R1,s,,2030-01-01,,,,4,4'], /two columns called "text: Why\?"/],
    [
      'text: Why?,choice: Why?',
      ['R1,s,,2030-01-01,,,,4,4'],
      /has the question "choice: Why\?", which is there twice/,
    ],
    [`text: ${'y'.repeat(201)}`, ['R1,s,,2030-01-01,,,,4'], /is longer than 200 characters/],
    ['text: Why?', ['R1,,,2030-01-01,,,,4'], /line 1: names no survey/],
    [
      'csat: Content?',
      ['R1,s,,2030-01-01,,,,6'],
      /line 2: "6" in the column "csat: Content\?" is not on the scale/,
    ],
  ] as const)('%s is refused', async (header, rows, message) => {
    await expect(read(header, ...rows)).rejects.toThrow(message)
  })

  test.each([
    ['R2,t,,2030-01-01,,,,4', 'a.csv, line 3: "t" in the column "survey" is not "s"'],
    ['R2,s,Mail,2030-01-01,,,,4', 'a.csv, line 3: "Mail" in the column "service" is not "Shop"'],
  ])('cannot use a row of another survey or service: %s', async (row, message) => {
    await expect(read('text: Why?', 'R1,s,Shop,2030-01-01,,,,4', row)).rejects.toThrow(message)
  })

  test('is the only one of its survey', async () => {
    const sheets = { 'a.csv': sheet('responses'), 'b.csv': sheet('responses') }
    await expect(recordsIn(sheets, { responses: 'template' })).rejects.toThrow(
      'b.csv, line 1: holds the survey "desk-2026", and so does a.csv',
    )
    const other = {
      'a.csv': sheet('responses'),
      'b.csv': sheet('responses').replaceAll('desk', 'shop').replaceAll('R-', 'S-'),
    }
    expect(called(await recordsIn(other, { responses: 'template' }))).toContain('survey shop-2026')
  })
})

test('columns of a template may stand beside other settings', async () => {
  const tickets = sheet('tickets').replace('RESOLVED', 'Erledigt')
  const config = { tickets: { columns: 'template', states: { Erledigt: 'RESOLVED' } } }
  expect(await recordsIn({ 'a.csv': tickets }, config)).toMatchObject([
    { state: 'RESOLVED' },
    { state: 'OPEN' },
  ])
  const efforts = { efforts: { columns: 'template', unit: 'hours' } }
  expect(await recordsIn({ 'a.csv': sheet('efforts') }, efforts)).toMatchObject([
    { minutes: 90 },
    { minutes: 2700 },
  ])
})

test.each([
  [
    { assets: 'template', columns: { externalId: 'Id' } },
    'and assets both say what the columns of assets mean',
  ],
  [
    {
      responses: 'template',
      survey: { id: 's', columns: { externalId: 'Id', submittedAt: 'At' }, questions: { q: 'Q' } },
    },
    'and responses both say',
  ],
  [{ assets: { externalId: 'Id' } }, 'template'],
])('%j is refused', (config, words) => {
  expect(csv.config.safeParse(config).error?.message).toContain(words)
})
