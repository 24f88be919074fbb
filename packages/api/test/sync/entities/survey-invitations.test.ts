import { afterEach, beforeEach, expect, test } from 'vitest'
import { done, make, mutate } from '../../features/mutate.ts'
import { startApi, type TestApi } from '../../harness.ts'
import { everything, made, response, rowsOf, survey, tell } from './expected-records.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.stop())

const invitation = (externalId: string, invited: number, more: object = {}) => ({
  type: 'surveyInvitation',
  externalId,
  survey: 'S-1',
  invited,
  ...more,
})

interface Team {
  readonly name: string
}

/** Invited persons and responses, by team. */
async function counted(): Promise<{ invited: string[]; answered: string[] }> {
  const { surveys } = await api.get<{
    surveys: {
      nodes: {
        invitations: { nodes: { invited: number; invitedAt: string | null; team: Team | null }[] }
        responses: { nodes: { team: Team | null }[] }
      }[]
    }
  }>(
    '{ surveys { nodes { invitations { nodes { invited invitedAt team { name } } } responses { nodes { team { name } } } } } }',
  )
  return {
    invited: surveys.nodes
      .flatMap(({ invitations }) =>
        invitations.nodes.map(
          ({ invited, invitedAt, team }) => `${team?.name} ${invited} ${invitedAt?.slice(0, 10)}`,
        ),
      )
      .sort(),
    answered: surveys.nodes.flatMap(({ responses }) => responses.nodes.map(({ team }) => String(team?.name))),
  }
}

test('invitations and responses are known by team, also if the survey and the team come later', async () => {
  const told = {
    surveyInvitation: [
      invitation('a', 40, { team: 'Sales', invitedAt: '2030-01-01T08:00:00Z' }),
      invitation('b', 7),
    ],
    response: [response('r', 'S-1', { team: 'Sales' })],
  }
  await tell(api.db, told)
  expect(await rowsOf(api.db, 'survey_invitation')).toEqual([])
  await tell(api.db, { survey: [survey('S-1')], ...told })
  expect(await counted()).toEqual({
    invited: ['undefined 40 2030-01-01', 'undefined 7 undefined'],
    answered: ['undefined'],
  })
  await made(api.db, 'team', 'Sales')
  expect((await tell(api.db, told)).counts.surveyInvitation).toMatchObject({ unchanged: 2 })
  expect(await counted()).toEqual({
    invited: ['Sales 40 2030-01-01', 'undefined 7 undefined'],
    answered: ['Sales'],
  })
  const before = await everything(api.db)
  await tell(api.db, told)
  expect(await everything(api.db)).toBe(before)
  // What users enter stands beside it, and a complete listing without an invitation takes that away only.
  const id = await make(api, 'Team', { name: 'Support', kind: 'IT' })
  await done(api, 'setSurveyInvitations', {
    survey: { reference: { source: 'test', externalId: 'S-1' } },
    invitations: [{ team: { id }, invited: 3 }],
  })
  const changed = { surveyInvitation: [invitation('a', 41, { team: 'Sales' })] }
  await tell(api.db, changed, { approveRetirement: true })
  expect((await counted()).invited).toEqual(['Sales 41 undefined', 'Support 3 undefined'])
  const actions = (await rowsOf(api.db, 'audit_event')).map(({ action }) => String(action))
  expect(actions.filter((action) => action.startsWith('survey_invitation')).sort()).toEqual([
    'survey_invitation.create',
    'survey_invitation.create',
    'survey_invitation.create',
    'survey_invitation.delete',
    'survey_invitation.update',
    'survey_invitation.update',
  ])
})

test('users set the whole list of invitations, and name the team of a response', async () => {
  const id = await make(api, 'Survey', { title: 'How was it?', template: 'CSAT' })
  const [sales, support] = [
    await make(api, 'Team', { name: 'Sales', kind: 'BUSINESS' }),
    await make(api, 'Team', { name: 'Support', kind: 'IT' }),
  ]
  const set = (invitations: object[]) => ({ survey: { id }, invitations })
  await done(
    api,
    'setSurveyInvitations',
    set([{ team: { id: sales }, invited: 40 }, { team: { id: support }, invited: 5 }, { invited: 2 }]),
  )
  await done(
    api,
    'setSurveyInvitations',
    set([{ team: { id: sales }, invited: 41, invitedAt: '2030-01-01T08:00:00Z' }, { invited: 2 }]),
  )
  for (const [invitations, path] of [
    [
      [{ invited: 1 }, { invited: 2 }],
      ['invitations', '1', 'team'],
    ],
    [[{ invited: -1 }], ['invitations', '0', 'invited']],
  ] as const)
    expect(await mutate(api, 'setSurveyInvitations', set([...invitations]))).toMatchObject({
      __typename: 'InvalidInputError',
      path,
    })
  const { results } = await done(
    api,
    'recordResponses',
    {
      survey: { id },
      responses: [
        { answers: {}, team: { id: sales } },
        { answers: {}, team: { reference: { source: 'directory', externalId: 'nothing' } } },
      ],
    },
    'results { outcome message }',
  )
  expect(results).toEqual([
    { outcome: 'RECORDED', message: null },
    { outcome: 'REJECTED', message: 'No Team has the external reference directory / nothing.' },
  ])
  expect(await counted()).toEqual({
    invited: ['Sales 41 2030-01-01', 'undefined 2 undefined'],
    answered: ['Sales'],
  })
  // Who may not read a response may neither read its team nor count by it.
  const token = await api.tokenFor('VIEWER')
  for (const question of [
    '{ surveys { nodes { responses { nodes { team { name } } } } } }',
    `{ surveys { nodes { responses(filter: { team: { name: { eq: "Sales" } } }) { totalCount } } } }`,
    `{ surveys(filter: { response: { team: { name: { eq: "Sales" } } } }) { totalCount } }`,
  ]) {
    const { errors } = await api.ask(question, {}, { token })
    expect([question, errors.map(({ extensions }) => extensions.code)]).toEqual([question, ['FORBIDDEN']])
  }
})
