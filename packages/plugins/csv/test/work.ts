import type { SourceFiles } from '@throughline/plugin-kit'

/** Who answered: only stand-ins of these may get further than the plugin. */
export const PERSONS = ['ada@example.org', 'Grace Hopper']

/** A mapping of responses, tickets and bookings. */
export const work = {
  timeZone: 'Europe/Berlin',
  survey: {
    id: 'desk-2030',
    title: 'Service desk',
    service: 'Service desk',
    columns: {
      externalId: 'Response',
      submittedAt: 'Submitted',
      respondent: 'E-mail',
      comment: 'Why?',
    },
    questions: {
      content: { column: 'How content?', type: 'rating' },
      channel: { column: 'Channel', type: 'choice', text: 'How did you reach us?' },
      why: 'Why?',
    },
  },
  tickets: {
    columns: {
      externalId: 'Key',
      title: 'Summary',
      kind: 'Type',
      state: 'Status',
      openedAt: 'Opened',
      resolvedAt: 'Resolved',
      priority: 'Priority',
      impact: 'Impact',
      effort: 'Spent',
      services: 'Services',
      url: 'Link',
      labels: { area: 'Area' },
    },
    kinds: { Störung: 'INCIDENT' },
    states: { Wartet: 'ON_HOLD' },
    levels: { High: 1, Low: 3 },
  },
  efforts: {
    columns: {
      externalId: 'Booking',
      ticket: 'Ticket',
      effort: 'Hours',
      performedAt: 'Day',
      person: 'Who',
      comment: 'What',
    },
    unit: 'hours',
  },
}

export const RESPONSES = 'Response,Submitted,E-mail,How content?,Channel,Why?\n'
export const TICKETS = 'Key,Summary,Type,Status,Opened,Resolved,Priority,Impact,Spent,Services,Link,Area\n'
export const EFFORTS = 'Booking,Ticket,Hours,Day,Who,What\n'

export const workTables = {
  'responses.csv': `${RESPONSES}R2,2030-07-01 10:00,ada@example.org,4,Telephone,"Quick, and ""kind""\nThanks"
R1,2030-01-01T09:30:00+00:00,Grace Hopper,2,,
R3,,ada@example.org,5,,not sent yet
`,
  'tickets.csv': `${TICKETS}T1,Mail is down,Störung,Wartet,2030-01-02 08:00,,High,2,90,Mail; Calendar;Mail,https://tickets.example.org/T1,Network
T2,,,Done,2030-01-03,2030-01-04 12:00:30,5,,,,,
`,
  'efforts.csv': `${EFFORTS}E1,T1,1.5,2030-01-02,Ada,Looked for the fault
E2,T2,0.01,2030-01-03,,
`,
}

/** Files of both. */
export function together(...all: readonly SourceFiles[]): SourceFiles {
  return {
    async *[Symbol.asyncIterator]() {
      for (const files of all) yield* files
    },
  }
}
