import type { Invitation } from '@throughline/plugin-kit'
import { describe, expect, test } from 'vitest'
import { sendSurvey } from '../src/actions.ts'
import { pulse, staff } from './content.ts'
import { onStage, type Stage } from './run.ts'

const KEY = 'a-key-of-the-outbox-0123'
const names = ['ada', 'grace', 'barbara', 'radia', 'margaret']
const invitation: Invitation = {
  survey: String(pulse.sid),
  recipients: names.map((name) => `${name}@example.org`),
}

const invited = ({ system }: Stage) =>
  (system.participants.get(pulse.sid) ?? []).filter(({ sent }) => sent).map(({ email }) => email)

describe('inviting people', () => {
  test('enters and invites each of them once, however many mails go out at a time', () =>
    onStage(async (stage) => {
      const first = await sendSurvey(stage.context(), invitation, KEY)
      expect(invited(stage)).toEqual(invitation.recipients)
      const people = stage.system.participants.get(pulse.sid) ?? []
      expect(people.every(({ token }) => /^[0-9a-f]{35}$/.test(token))).toBe(true)
      const second = await sendSurvey(stage.context(), invitation, KEY)
      expect(second).toEqual(first)
      expect(invited(stage)).toEqual(invitation.recipients)
      expect(stage.system.sessions.size).toBe(0)
    }))

  test('takes an address that is given twice as one', () =>
    onStage(async (stage) => {
      const recipients = ['ada@example.org', 'Ada@example.org']
      await sendSurvey(stage.context(), { ...invitation, recipients }, KEY)
      expect(invited(stage)).toEqual(['ada@example.org'])
    }))

  test('goes on where mails could not be sent', () =>
    onStage(async (stage) => {
      stage.system.unreachable = new Set(['ada@example.org', 'grace@example.org'])
      await expect(sendSurvey(stage.context(), invitation, KEY)).rejects.toMatchObject({ code: 'TRANSIENT' })
      expect(invited(stage)).toHaveLength(3)
      stage.system.unreachable.clear()
      await sendSurvey(stage.context(), invitation, KEY)
      expect(invited(stage).toSorted()).toEqual([...invitation.recipients].sort())
    }))

  test('goes on when the first attempt was interrupted after a part was entered', () =>
    onStage(async (stage) => {
      await sendSurvey(stage.context(), invitation, KEY)
      const people = stage.system.participants.get(pulse.sid) ?? []
      people.splice(2)
      for (const person of people) person.sent = false
      await sendSurvey(stage.context(), invitation, KEY)
      expect(invited(stage)).toEqual(invitation.recipients)
    }))

  test.each<[string, Invitation, string]>([
    [
      'an address that LimeSurvey does not take',
      { ...invitation, recipients: ['a..b@example.org'] },
      'recipient 1 of 1',
    ],
    [
      'a survey without participants',
      { ...invitation, survey: String(staff.sid) },
      'set them up in LimeSurvey',
    ],
  ])('refuses %s', (_, wrong, message) =>
    onStage(async (stage) => {
      const attempt = sendSurvey(stage.context(), wrong, KEY)
      await expect(attempt).rejects.toMatchObject({ code: 'BAD_RECORD' })
      await expect(attempt).rejects.toThrow(message)
    }),
  )

  test.each(['add_participants', 'invite_participants'])(
    'without the permission to %s is refused',
    (method) =>
      onStage(async (stage) => {
        stage.system.forbidden.add(method)
        const attempt = sendSurvey(stage.context(), invitation, KEY)
        await expect(attempt).rejects.toMatchObject({ code: 'AUTH_ERROR' })
      }),
  )

  test('a survey that does not exist is gone', () =>
    onStage(async (stage) => {
      const attempt = sendSurvey(stage.context(), { ...invitation, survey: '999999' }, KEY)
      await expect(attempt).rejects.toMatchObject({ code: 'SCOPE_GONE' })
    }))
})
