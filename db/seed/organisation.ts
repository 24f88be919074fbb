import { createCalendar } from './calendar.ts'
import { createIds } from './ids.ts'
import { EARLIER_DAYS } from './metrics/earlier.ts'
import { agreementRows, agreementVersionRows, expectationRows } from './rows/agreements.ts'
import { alertAssetRows, alertRows, alertServiceRows } from './rows/alerts.ts'
import { allocationRows } from './rows/allocations.ts'
import { assetRows, identifierRows, relationRows } from './rows/assets.ts'
import { changeEffortRows } from './rows/change-efforts.ts'
import { changeAssetRows, changeRows, changeServiceRows } from './rows/changes.ts'
import { claimRows } from './rows/claims.ts'
import type { Context } from './rows/context.ts'
import { metricRows, metricSamples } from './rows/metrics.ts'
import { contributionRows, dependencyRows, redundancyGroupRows, serviceRows } from './rows/model.ts'
import { membershipRows, personRows } from './rows/people.ts'
import {
  checkInRows,
  keyResultRows,
  objectiveRows,
  processObjectiveRows,
  processRows,
  processServiceRows,
  teamRows,
} from './rows/plan.ts'
import { sourceRecordRows } from './rows/records.ts'
import { referenceRows } from './rows/references.ts'
import { changeWindowRows, changeWindowServiceRows, sloRows } from './rows/slos.ts'
import { sourceRows, syncCursorRows, syncRunRows, workRunRows } from './rows/sources.ts'
import { invitationRows, responseRows, surveyRows } from './rows/surveys.ts'
import {
  effortRows,
  ticketAssetRows,
  ticketEventRows,
  ticketRows,
  ticketServiceRows,
} from './rows/tickets.ts'

/** All rows of the demo organisation, by table, in an order in which they may be written. */
export type Organisation = ReturnType<typeof buildOrganisation>

/**
 * Makes the rows without touching a database. The same day gives the same rows; another day the same ids and
 * texts with dates moved along, and samples that follow the weekdays of the other period.
 *
 * @param today the day of seeding in UTC, `YYYY-MM-DD`; nothing that has happened is dated later than its begin
 */
export function buildOrganisation(today: string) {
  const context: Context = { ids: createIds(), calendar: createCalendar(today) }
  return {
    from: context.calendar.at(-EARLIER_DAYS),
    to: context.calendar.midnight,
    team: teamRows(context),
    person: personRows(context),
    membership: membershipRows(context),
    objective: objectiveRows(context),
    process: processRows(context),
    service: serviceRows(context),
    objective_service: contributionRows(context),
    process_objective: processObjectiveRows(context),
    process_service: processServiceRows(context),
    source: sourceRows(context),
    sync_run: [...syncRunRows(context), ...workRunRows(context)],
    source_scope: syncCursorRows(context),
    asset: assetRows(context),
    asset_identifier: identifierRows(context),
    asset_claim: claimRows(context),
    asset_relation: relationRows(context),
    source_record: sourceRecordRows(context),
    redundancy_group: redundancyGroupRows(context),
    service_dependency: dependencyRows(context),
    change: changeRows(context),
    change_service: changeServiceRows(context),
    change_asset: changeAssetRows(context),
    ticket: ticketRows(context),
    ticket_service: ticketServiceRows(context),
    ticket_asset: ticketAssetRows(context),
    ticket_event: ticketEventRows(context),
    effort: [...effortRows(context), ...changeEffortRows(context)],
    allocation: allocationRows(context),
    alert: alertRows(context),
    alert_service: alertServiceRows(context),
    alert_asset: alertAssetRows(context),
    survey: surveyRows(context),
    survey_invitation: invitationRows(context),
    response: responseRows(context),
    metric: metricRows(context),
    samples: metricSamples(context),
    slo: sloRows(context),
    expectation: expectationRows(context),
    agreement: agreementRows(context),
    agreement_version: agreementVersionRows(context),
    change_window: changeWindowRows(context),
    change_window_service: changeWindowServiceRows(context),
    key_result: keyResultRows(context),
    key_result_check_in: checkInRows(context),
    external_reference: referenceRows(context),
  }
}
