import type { Plugin } from '@throughline/plugin-kit'
import { apiConformance } from '@throughline/plugin-kit/testing'
import { describe, expect, test } from 'vitest'
import { trackerFixtures } from './tracker/fixtures.ts'
import { tracker } from './tracker/plugin.ts'
import { aheadOfNewest } from './wrong/ahead-of-newest.ts'
import { anyCursor } from './wrong/any-cursor.ts'
import { cheerfulCheck } from './wrong/cheerful-check.ts'
import { clockInMap } from './wrong/clock-in-map.ts'
import { cursorBeforeData } from './wrong/cursor-before-data.ts'
import { cutKey } from './wrong/cut-key.ts'
import { dateCursor } from './wrong/date-cursor.ts'
import { deafToStop } from './wrong/deaf-to-stop.ts'
import { earlyCaller } from './wrong/early-caller.ts'
import { foldedKey } from './wrong/folded-key.ts'
import { forgottenPause } from './wrong/forgotten-pause.ts'
import { halfKeys } from './wrong/half-keys.ts'
import { ignoredKey } from './wrong/ignored-key.ts'
import { impureMap } from './wrong/impure-map.ts'
import { keyInMemory } from './wrong/key-in-memory.ts'
import { lateCursor } from './wrong/late-cursor.ts'
import { lostEffort } from './wrong/lost-effort.ts'
import { missingAsEmpty } from './wrong/missing-as-empty.ts'
import { newIds } from './wrong/new-ids.ts'
import { otherIdentity } from './wrong/other-identity.ts'
import { pastTheWayOut } from './wrong/past-the-way-out.ts'
import { quietStop } from './wrong/quiet-stop.ts'
import { rememberedKeys } from './wrong/remembered-keys.ts'
import { rememberedListing } from './wrong/remembered-listing.ts'
import { renamedRefusal } from './wrong/renamed-refusal.ts'
import { retriedRefusal } from './wrong/retried-refusal.ts'
import { secretInAction } from './wrong/secret-in-action.ts'
import { secretInError } from './wrong/secret-in-error.ts'
import { secretInLog } from './wrong/secret-in-log.ts'
import { shapelessAsEmpty } from './wrong/shapeless-as-empty.ts'
import { sharedId } from './wrong/shared-id.ts'
import { splitRecord } from './wrong/split-record.ts'
import { swallowedError } from './wrong/swallowed-error.ts'
import { throwingCheck } from './wrong/throwing-check.ts'
import { undeclaredHost } from './wrong/undeclared-host.ts'
import { unreadDelivery } from './wrong/unread-delivery.ts'
import { unsignedWebhook, webhookWithOpenSecret, webhookWithoutProofs } from './wrong/unsigned-webhook.ts'
import { versionInId } from './wrong/version-in-id.ts'

const STOPPED = 'stopped after any page and resumed, nothing is lost and nothing doubled'

/** Each with the check that must fail, and what it must complain of. */
const WRONG: Readonly<Record<string, readonly [plugin: Plugin, check: string, complaint: RegExp]>> = {
  cursorBeforeData: [cursorBeforeData, STOPPED, /missing: tickets/],
  quietStop: [quietStop, STOPPED, /ended as if it were complete/],
  deafToStop: [deafToStop, STOPPED, /yielded a page after the run was stopped/],
  swallowedError: [
    swallowedError,
    '500 at every call: nothing is lost or retired',
    /as if all were well: missing: hosts/,
  ],
  retriedRefusal: [
    retriedRefusal,
    'works: refused credentials are an AuthError, heard once',
    /again that was refused/,
  ],
  forgottenPause: [
    forgottenPause,
    '429 at every call: nobody calls too early, and nothing is lost or retired',
    /code RATE_LIMITED/,
  ],
  secretInError: [secretInError, 'no secret is in an error, whatever the system answers', /TRACKER_TOKEN/],
  secretInAction: [
    secretInAction,
    'createTicket: no secret is in an error, whatever the system answers',
    /what comes of 400 to call 1: the value of TRACKER_TOKEN/,
  ],
  secretInLog: [secretInLog, 'no secret is in a record, a cursor, a report or the log', /TRACKER_TOKEN/],
  earlyCaller: [
    earlyCaller,
    '429 at every call: nobody calls too early, and nothing is lost or retired',
    /me was called at .*, when it was told to come back/,
  ],
  renamedRefusal: [
    renamedRefusal,
    'works: refused credentials are an AuthError, heard once',
    /must throw an AuthError/,
  ],
  cheerfulCheck: [
    cheerfulCheck,
    'the connection test reports credentials that are refused',
    /No report says missing-permission or unusable: read tickets: ok/,
  ],
  throwingCheck: [
    throwingCheck,
    'the connection test reports a system that is down',
    /must report and not throw/,
  ],
  anyCursor: [anyCursor, 'works: the cursor refuses what is none', /takes null/],
  lateCursor: [lateCursor, 'tickets: the time of a cursor can be set', /a little before it/],
  splitRecord: [
    splitRecord,
    'the order of pages and pages that come twice do not matter',
    /different: hosts h1/,
  ],
  sharedId: [sharedId, 'external ids are unique', /machines and hosts both yield the asset h1/],
  undeclaredHost: [
    undeclaredHost,
    'only declared hosts are called, and only through ctx.http',
    /hosts gives \[ 'tracker.example.org' \] and must give 127/,
  ],
  lostEffort: [
    lostEffort,
    'every relation, effort and response leads to a record of the source',
    /names the ticket t1/,
  ],
  impureMap: [impureMap, 'map is pure', /answers differently the second time/],
  newIds: [newIds, 'a second run changes nothing', /too much: works/],
  versionInId: [
    versionInId,
    'a record that changes while it is being listed is not missed',
    /too much: tickets T1@/,
  ],
  halfKeys: [halfKeys, 'tickets: listKeys names all that was listed', /does not name T/],
  dateCursor: [dateCursor, 'tickets: a cursor survives being stored', /is no cursor/],
  pastTheWayOut: [
    pastTheWayOut,
    'only declared hosts are called, and only through ctx.http',
    /past ctx.http/,
  ],
  ignoredKey: [ignoredKey, 'createTicket: the same key twice is one thing', /2 were made/],
  keyInMemory: [
    keyInMemory,
    'createTicket: an answer that was lost, and a repetition, is one thing',
    /2 were made/,
  ],
  unreadDelivery: [
    unreadDelivery,
    'webhook, a ticket was closed: a body that is none is a InvalidRecordError or nothing',
    /Something is stored/,
  ],
  aheadOfNewest: [
    aheadOfNewest,
    'a record that changes right after the newest one is not missed',
    /different: tickets T1/,
  ],
  clockInMap: [clockInMap, 'map is pure', /reads a clock/],
  otherIdentity: [
    otherIdentity,
    'webhook, a ticket was closed: what is delivered is named as it is listed',
    /tickets has no #T1 in web when it is listed/,
  ],
  missingAsEmpty: [missingAsEmpty, '404: is not taken for an empty listing', /missing: hosts/],
  shapelessAsEmpty: [shapelessAsEmpty, '200 with {}: is not taken for an empty listing', /missing: hosts/],
  shapelessErrorAsEmpty: [
    shapelessAsEmpty,
    '200 with an error in it: is not taken for an empty listing',
    /missing: hosts/,
  ],
  cutKey: [cutKey, 'createTicket: another key is another thing', /2 were made. All of a key counts/],
  foldedKey: [foldedKey, 'createTicket: another key is another thing', /3 were made. All of a key counts/],
  rememberedKeys: [
    rememberedKeys,
    'tickets: a record that was removed goes, and the others stay',
    /too much: tickets/,
  ],
  rememberedListing: [
    rememberedListing,
    'hosts: a record that was removed goes, and the others stay',
    /hosts lists it all the same/,
  ],
}

/** What a check says of a plugin; undefined when it finds nothing. */
async function verdict(plugin: Plugin, name: string): Promise<string | undefined> {
  const check = apiConformance(plugin, trackerFixtures).find((each) => each.name === name)
  if (check === undefined) throw new Error(`There is no check ${name}`)
  try {
    await check.run()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const verdicts = new Map<string, Promise<string | undefined>>()

/** What a check says of the plugin that keeps its promises, asked once for each check. */
function verdictOfTracker(name: string): Promise<string | undefined> {
  const known = verdicts.get(name) ?? verdict(tracker, name)
  verdicts.set(name, known)
  return known
}

describe('each mistake is found by the check that is there for it', () => {
  for (const [mistake, [plugin, name, complaint]] of Object.entries(WRONG)) {
    test(mistake, async () => {
      expect(await verdict(plugin, name)).toMatch(complaint)
      expect(await verdictOfTracker(name)).toBeUndefined()
    })
  }
})

describe('a webhook that anybody could call', () => {
  test('is refused when it says nothing of its proof', () => {
    expect(unsignedWebhook).toThrow('unsigned deliveries are never taken')
  })

  test('is refused when it names no proof', () => {
    expect(webhookWithoutProofs).toThrow('names no way to verify')
  })

  test('is refused when its secret is none', () => {
    expect(webhookWithOpenSecret).toThrow('must be a field of config made by secret()')
  })
})
