import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../src/access/tokens.ts'
import type { Role } from '../../src/graph/roles.ts'
import { at, done, listAt, type MutationResult, make, mutate, textAt } from '../features/mutate.ts'
import { startApi, type TestApi } from '../harness.ts'

const NOW = new Date('2026-11-30T12:00:00.000Z')

let api: TestApi
let users = ''
let owners = ''
let names = 0

beforeAll(async () => {
  api = await startApi({ clock: () => NOW })
  users = await make(api, 'Team', { name: 'Sales', kind: 'BUSINESS' })
  owners = await make(api, 'Team', { name: 'Platform', kind: 'IT' })
})
afterAll(() => api.stop())

/** A person of a team, and the API as this person calls it. */
async function person(name: string, team: string, role: 'LEAD' | 'MEMBER', token: Role = 'APPROVER') {
  const email = `${name.toLowerCase()}@example.org`
  const id = await make(api, 'Person', { name, email })
  await done(api, 'linkPersonToTeam', { person: { id }, team: { id: team }, role })
  const { secret } = await createToken(api.db.kysely, { name, role: token, person: email })
  const ask: TestApi['ask'] = (query, variables) => api.ask(query, variables, { token: secret })
  return { id, api: { ...api, ask } }
}

async function agreement(input: object = {}): Promise<{ id: string; service: string }> {
  names += 1
  const service = await make(api, 'Service', {
    name: `Shop ${names}`,
    kind: 'BUSINESS',
    owner: { id: owners },
  })
  const given = { service: { id: service }, kind: 'SLA', customerTeam: { id: users }, ...input }
  return { id: await make(api, 'Agreement', given), service }
}

const propose = async (agreementId: string, input: object = {}) =>
  textAt(
    await done(
      api,
      'proposeAgreementVersion',
      { agreementId, target: 0.99, ...input },
      'agreementVersion { id }',
    ),
    'agreementVersion',
    'id',
  )

const VERSION = `number status target validFrom validTo providerName providerAcknowledgedAt customerName
  customerAcknowledgedAt customerAcknowledgedBy { name } agreement { status }`
const versionOf = async (id: string) =>
  at(
    await api.get(`query ($id: ID!) { agreementVersion(id: $id) { ${VERSION} } }`, { id }),
    'agreementVersion',
  )

const refusal = ({ __typename, fields }: MutationResult) => {
  expect(__typename).toBe('InvalidInputError')
  return fields?.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')
}

describe('an agreement', () => {
  it('is active once leads of both sides have acknowledged it, and supersedes the version before', async () => {
    const [ada, bob] = [await person('Ada', users, 'LEAD'), await person('Bob', owners, 'LEAD')]
    const { id } = await agreement()
    const first = await propose(id)
    const customer = { id: first, side: 'CUSTOMER' }
    const provider = { id: first, side: 'PROVIDER' }
    expect(refusal(await mutate(api, 'acknowledgeAgreementVersion', customer))).toBe(
      'side CUSTOMER is the team Sales: its leads and those of the teams above it speak for it (Ada)',
    )
    expect(refusal(await mutate(ada.api, 'acknowledgeAgreementVersion', provider))).toContain('(Bob)')
    await done(ada.api, 'acknowledgeAgreementVersion', customer)
    expect(await versionOf(first)).toMatchObject({
      status: 'PROPOSED',
      customerName: 'Ada',
      customerAcknowledgedAt: NOW.toISOString(),
      providerName: null,
      agreement: { status: 'PROPOSED' },
    })
    expect(refusal(await mutate(ada.api, 'acknowledgeAgreementVersion', customer))).toContain('Ada did')
    await done(bob.api, 'acknowledgeAgreementVersion', provider)
    expect(await versionOf(first)).toMatchObject({
      status: 'ACTIVE',
      validFrom: '2026-11-30',
      agreement: { status: 'ACTIVE' },
    })

    const second = await propose(id, { target: 0.995, validFrom: '2027-01-01' })
    await done(bob.api, 'acknowledgeAgreementVersion', { id: second, side: 'PROVIDER' })
    await done(ada.api, 'acknowledgeAgreementVersion', { id: second, side: 'CUSTOMER' })
    expect(await versionOf(second)).toMatchObject({ number: 2, status: 'ACTIVE', validFrom: '2027-01-01' })
    expect(await versionOf(first)).toMatchObject({ status: 'SUPERSEDED', validTo: '2026-12-31' })
    const changed = { id: second, target: 0.5 }
    expect(refusal(await mutate(api, 'reviseAgreementVersion', changed))).toContain('propose a new one')
    await expect(
      sql`update agreement_version set target = 0.5 where number = 2`.execute(api.db.kysely),
    ).rejects.toThrow('it is never changed')
    expect(refusal(await mutate(api, 'updateAgreement', { id, kind: 'OLA' }))).toContain(
      'has been acknowledged',
    )
    await done(api, 'endAgreement', { id, on: '2027-06-30' })
    expect(await versionOf(second)).toMatchObject({ validTo: '2027-06-30', agreement: { status: 'ENDED' } })
    expect(refusal(await mutate(api, 'proposeAgreementVersion', { agreementId: id, target: 0.9 }))).toContain(
      'ended',
    )
  })

  it('is acknowledged by two persons, and a changed proposal by none', async () => {
    const both = await person('Cleo', users, 'LEAD')
    await done(api, 'linkPersonToTeam', { person: { id: both.id }, team: { id: owners }, role: 'LEAD' })
    const { id } = await agreement()
    const version = await propose(id)
    await done(both.api, 'acknowledgeAgreementVersion', { id: version, side: 'CUSTOMER' })
    const other = { id: version, side: 'PROVIDER' }
    expect(refusal(await mutate(both.api, 'acknowledgeAgreementVersion', other))).toMatch(
      /side PROVIDER is spoken for by another person than CUSTOMER.*another person can: Bob/,
    )
    expect(refusal(await mutate(api, 'proposeAgreementVersion', { agreementId: id, target: 0.9 }))).toContain(
      'has the proposal 1 already',
    )
    await done(api, 'reviseAgreementVersion', { id: version, target: 0.98 })
    expect(await versionOf(version)).toMatchObject({
      target: 0.98,
      customerName: null,
      customerAcknowledgedAt: null,
      customerAcknowledgedBy: null,
    })
    await done(both.api, 'acknowledgeAgreementVersion', other)
    await done(api, 'reviseAgreementVersion', { id: version, terms: 'Not at night' })
    expect(await versionOf(version)).toMatchObject({ providerName: null, providerAcknowledgedAt: null })
  })

  it('is spoken for by leads and not by members or administrators', async () => {
    const member = await person('Dan', users, 'MEMBER', 'ADMIN')
    const { id } = await agreement()
    const version = await propose(id)
    for (const name of ['acknowledgeAgreementVersion', 'rejectAgreementVersion']) {
      const reason = name === 'rejectAgreementVersion' ? { reason: 'no' } : {}
      const input = { id: version, side: 'CUSTOMER', ...reason }
      expect(refusal(await mutate(member.api, name, input)), name).toContain('its leads')
    }
    const ada = await person('Eve', users, 'LEAD')
    await done(ada.api, 'rejectAgreementVersion', { id: version, side: 'CUSTOMER', reason: 'Too low' })
    expect(await versionOf(version)).toMatchObject({ status: 'REJECTED' })
    const next = await propose(id)
    await done(api, 'withdrawAgreementVersion', { id: next })
    expect(await versionOf(next)).toMatchObject({ number: 2, status: 'WITHDRAWN' })
  })

  it('with a supplier is acknowledged for it under the name of who spoke for it', async () => {
    const [lead, approver] = [await person('Finn', owners, 'LEAD'), await person('Gus', users, 'MEMBER')]
    const { id } = await agreement({
      kind: 'UNDERPINNING_CONTRACT',
      customerTeam: null,
      externalParty: 'Acme Hosting',
    })
    const version = await propose(id)
    await done(lead.api, 'acknowledgeAgreementVersion', { id: version, side: 'CUSTOMER' })
    const supplier = { id: version, side: 'PROVIDER' }
    expect(refusal(await mutate(approver.api, 'acknowledgeAgreementVersion', supplier))).toContain(
      'name is missing',
    )
    await done(approver.api, 'acknowledgeAgreementVersion', { ...supplier, name: 'Ines of Acme' })
    expect(await versionOf(version)).toMatchObject({ status: 'ACTIVE', providerName: 'Ines of Acme' })
  })

  it('leaves every step in the audit trail, and a name where a person is deleted', async () => {
    const [hal, ivy] = [await person('Hal', users, 'LEAD'), await person('Ivy', owners, 'LEAD')]
    const { id, service } = await agreement()
    const version = await propose(id)
    await done(hal.api, 'acknowledgeAgreementVersion', { id: version, side: 'CUSTOMER' })
    await done(ivy.api, 'acknowledgeAgreementVersion', { id: version, side: 'PROVIDER' })
    await done(api, 'deletePerson', { person: { id: hal.id } })
    expect(await versionOf(version)).toMatchObject({ customerName: 'Hal', customerAcknowledgedBy: null })
    await done(api, 'deleteService', { service: { id: service } })
    const answer = await api.get(
      `query ($id: ID!) { auditEvents(filter: { entityId: { eq: $id } }, first: 20) { nodes { action actor } } }`,
      { id: version },
    )
    const events = listAt(answer, 'auditEvents', 'nodes').map(
      (event) => `${at(event, 'action')} ${at(event, 'actor')}`,
    )
    expect(events.toReversed()).toEqual([
      'agreement_version.create token:ADMIN',
      'agreement_version.update token:Hal',
      'agreement_version.update token:Ivy',
      'agreement_version.change token:ADMIN',
      'agreement_version.delete token:ADMIN',
    ])
  })
})

describe('an expectation', () => {
  it('is stated by a person of the group of users', async () => {
    const [jo, kim] = [await person('Jo', users, 'MEMBER', 'EDITOR'), await person('Kim', owners, 'MEMBER')]
    const service = await make(api, 'Service', { name: 'Portal', kind: 'BUSINESS' })
    const input = { service: { id: service }, team: { id: users }, availability: 0.999 }
    expect(refusal(await mutate(api, 'createExpectation', { ...input, statedBy: { id: kim.id } }))).toMatch(
      /^statedBy is not of the team that expects it; people of that team are Ada/,
    )
    const id = textAt(
      await done(jo.api, 'createExpectation', input, 'expectation { id statedBy { name } since }'),
      'expectation',
      'id',
    )
    const answer = await api.get(`query ($id: ID!) { expectation(id: $id) { statedBy { name } } }`, { id })
    expect(at(answer, 'expectation')).toEqual({ statedBy: { name: 'Jo' } })
    const silent = { service: { id: service }, team: { id: owners } }
    expect(refusal(await mutate(api, 'createExpectation', silent))).toContain('give one of them')
  })
})
