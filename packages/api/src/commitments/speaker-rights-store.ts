import { InvalidInput } from '../graph/errors.ts'
import type { Work } from '../graph/mutation.ts'
import { isIn, organisationRoles } from '../graph/roles.ts'
import { type AgreementParties, otherSide, partyOf, type Side } from './agreement-sides.ts'
import { leadsOf, namesOf, personOf, type Speaker } from './speakers-store.ts'

interface SideQuestion {
  readonly parties: AgreementParties
  readonly side: Side
  /** The name of the person who spoke for an external party. */
  readonly name: string | null
  /** Who has acknowledged for the other side (uuid). */
  readonly otherPerson: string | null
}

/**
 * The person who calls, with the name to note, as someone who may speak for a side of an agreement: of a team, a person
 * who leads it or a team above it; of an external party, a person with the role APPROVER or ADMIN who notes who spoke
 * for it. An administrator speaks for no team by that role.
 * @throws InvalidInput that says what is missing and who can give it
 */
export async function requireSpeaker(
  work: Work,
  { parties, side, name, otherPerson }: SideQuestion,
): Promise<Speaker> {
  const party = partyOf(parties, side)
  if (party.type === 'NO_OWNER')
    throw InvalidInput.at(
      ['side'],
      `${side} is the owner of the service, which has none: name one with updateService`,
    )
  const caller = personOf(work.context)
  if (party.type === 'EXTERNAL') {
    const who = `${side} is ${party.name}, an external party: a person with the role APPROVER or ADMIN`
    const roles = work.context.actor === undefined ? [] : organisationRoles(work.context.actor)
    if (caller === null || !isIn('APPROVERS', roles))
      throw InvalidInput.at(['side'], `${who} states it, with the name of who spoke for ${party.name}`)
    if (name === null || name.trim() === '')
      throw InvalidInput.at(['name'], `is missing: the name of the person who spoke for ${party.name}`)
    requireAnother(caller, otherPerson, side, who)
    return { id: caller, name: name.trim() }
  }
  if (name !== null) throw InvalidInput.at(['name'], 'is given for an external party only')
  const { team, people } = await leadsOf(work.transaction, party.id)
  const leads = namesOf(people)
  const who =
    leads === ''
      ? `${side} is the team ${team}, which has no lead: make a person its LEAD with linkPersonToTeam`
      : `${side} is the team ${team}: its leads and those of the teams above it speak for it (${leads})`
  const speaker = people.find(({ id }) => id === caller)
  if (speaker === undefined) throw InvalidInput.at(['side'], who)
  const others = namesOf(people.filter(({ id }) => id !== caller))
  requireAnother(
    speaker.id,
    otherPerson,
    side,
    `another person can: ${others === '' ? 'make one its LEAD with linkPersonToTeam' : others}`,
  )
  return speaker
}

function requireAnother(caller: string, otherPerson: string | null, side: Side, who: string): void {
  if (caller !== otherPerson) return
  throw InvalidInput.at(
    ['side'],
    `${side} is spoken for by another person than ${otherSide(side)}, for which you have acknowledged it; ${who}`,
  )
}
