import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApi, type TestApi } from '../harness.ts'

const composed = (text: string) => text.normalize('NFC')
const decomposed = (text: string) => text.normalize('NFD')

let api: TestApi
beforeAll(async () => {
  api = await startApi()
})
afterAll(() => api.stop())

const create = `mutation ($name: String!, $labels: JSON) {
  createService(input: { name: $name, kind: BUSINESS, labels: $labels }) {
    ... on CreateServicePayload { service { name labels } }
    ... on InvalidInputError { fields { path message } }
    ... on Error { message }
  }
}`

async function found(filter: object): Promise<string[]> {
  const { services } = await api.get<{ services: { nodes: { name: string }[] } }>(
    'query ($filter: ServiceFilter) { services(filter: $filter) { nodes { name } } }',
    { filter },
  )
  return services.nodes.map(({ name }) => name).sort()
}

describe('text of a request', () => {
  it('is in normalization form C, as a variable, a literal, a name of JSON and an escape', async () => {
    const made = await api.get(create, {
      name: decomposed('Müller'),
      labels: { [decomposed('Größe')]: decomposed('café') },
    })
    expect(made).toEqual({
      createService: {
        service: { name: composed('Müller'), labels: { [composed('Größe')]: composed('café') } },
      },
    })
    for (const name of [decomposed('Müller'), composed('Müller')]) {
      expect(await found({ name: { eq: name } })).toEqual([composed('Müller')])
    }
    const literal = (name: string) => `{ services(filter: { name: { eq: "${name}" } }) { totalCount } }`
    for (const name of [decomposed('Müller'), 'Mu\\u0308ller', 'Mu\\u{308}ller']) {
      expect(await api.get(literal(name))).toEqual({ services: { totalCount: 1 } })
    }
  })
})

describe('contains and startsWith', () => {
  beforeAll(async () => {
    for (const name of ['MÜLLER GmbH', 'Hauptstraße', 'ΟΔΟΣ', 'plain', 'ISI']) await api.get(create, { name })
  })

  it.each([
    ['müller', ['MÜLLER GmbH', composed('Müller')]],
    [decomposed('müller'), ['MÜLLER GmbH', composed('Müller')]],
    ['STRASSE', ['Hauptstraße']],
    ['STRAẞE', ['Hauptstraße']],
    ['straße', ['Hauptstraße']],
    ['οδος', ['ΟΔΟΣ']],
    ['lAi', ['plain']],
    ['ısı', ['ISI']],
    ['muller', []],
    ['%', []],
  ])('ignore upper and lower case in every script: %s', async (text, names) => {
    expect(await found({ name: { contains: text } })).toEqual(names)
  })

  it('startsWith wants the beginning', async () => {
    expect(await found({ name: { startsWith: 'müLLer' } })).toEqual(['MÜLLER GmbH', composed('Müller')])
    expect(await found({ name: { startsWith: 'straße' } })).toEqual([])
  })
})

describe('a whole number that would be rounded', () => {
  const mutation = (variable: string, attributes: string) => `mutation ${variable} {
    createAsset(input: { kind: "server", name: "big", attributes: ${attributes} }) {
      ... on CreateAssetPayload { asset { attributes } }
      ... on InvalidInputError { fields { path message } }
    }
  }`
  /** The body is written by hand: JSON.stringify would round, too. */
  async function send(attributes: string): Promise<unknown> {
    const query = JSON.stringify(mutation('($attributes: JSON)', '$attributes'))
    const response = await fetch(api.url, {
      method: 'POST',
      body: `{"query": ${query}, "variables": {"attributes": ${attributes}}}`,
      headers: { authorization: `Bearer ${api.token}`, 'content-type': 'application/json' },
    })
    return ((await response.json()) as { data: unknown }).data
  }

  it.each(['9007199254740993', '-9007199254740992', '123456789012345678901234567890'])(
    'is refused with its path: %s',
    async (number) => {
      const refusal = {
        createAsset: {
          fields: [
            {
              path: ['attributes', 'at', '1', 'serial'],
              message: expect.stringContaining('give it as text'),
            },
          ],
        },
      }
      expect(await send(`{"at": [1, {"serial": ${number}}]}`)).toEqual(refusal)
      expect(await api.get(mutation('', `{ at: [1, { serial: ${number} }] }`))).toEqual(refusal)
    },
  )

  it('is taken as text, and the greatest that is exact as a number', async () => {
    const attributes = { serial: '9007199254740993', exact: 9007199254740991 }
    expect(await send(JSON.stringify(attributes))).toEqual({ createAsset: { asset: { attributes } } })
  })
})
