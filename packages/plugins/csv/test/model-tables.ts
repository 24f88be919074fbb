import { work, workTables } from './work.ts'

/** A table of each kind of what stands above the assets, and one of assets that refers to them. */
export const FILES = {
  'people.csv': 'Id;Name;Mail;Here\np1;Ada;Carl@example.org;ja\np2;Bob;;nein\n',
  'teams.csv':
    'externalId,name,kind,parent,costCentre,contact,members,url\nt1,Engines,it,Sales,4711,,carl@example.org = lead; p2,\n',
  'services.csv': 'Key,Title,Team,Needs,Hosts,Tier\ns1,Shop,t1,s2 = 0.5; Mail,web1,1\ns2,Cart,Engines,,,\n',
  'objectives.csv':
    'Ziel,Gewicht,Status,Von,Dienste,Kennzahl,Start,Wert\nGrow,2,active,2030-01-01,Shop = 0.4,Orders,10,20\n',
  'processes.csv': 'Process,Uses,For\nSelling,s1 = 1,Grow\n',
  'costs.csv':
    'Line,From,Until,Sum,Kind,Host,Serves\nL1,2026-03-15,,-1000.000001,credit,web1,s1\nL2,2026-03-01T12:00:00Z,2026-03-02,007,,,\n',
  'changes.csv':
    'Nr,What,Status,Begin,End,Result,Who,About,On\nC1,Move,closed,2030-01-02 08:00,2030-01-02 09:00,rolled back,Engines,Shop; Mail;Shop,SN-1; web1\nC2,,Awaiting approval,,,,,,\n',
  'history.csv': 'No,Of,To,When\nE2,T1,on hold,2030-01-02 09:00\nE1,T1,new,2030-01-02 08:00\n',
  'invited.csv': 'Row,Of,Team,Count,Sent\nI1,desk-2030,Engines,12,2030-01-02 08:00\nI2,desk-2030,,40,\n',
  'assets.csv': 'Serial,Owner,Cost,Up,Serves\nSN-1,t1,12.5,0.99,s1; Mail\n',
}
/** A mapping of these tables. */
export const CONFIG = {
  people: { columns: { externalId: 'Id', name: 'Name', email: 'Mail', active: 'Here' } },
  teams: 'template',
  services: {
    columns: {
      externalId: 'Key',
      name: 'Title',
      owner: 'Team',
      dependsOn: 'Needs',
      assets: 'Hosts',
      labels: { tier: 'Tier' },
    },
  },
  objectives: {
    columns: {
      externalId: 'Ziel',
      weight: 'Gewicht',
      status: 'Status',
      startsOn: 'Von',
      services: 'Dienste',
      keyResult: 'Kennzahl',
      start: 'Start',
      target: 'Wert',
    },
  },
  processes: { columns: { externalId: 'Process', services: 'Uses', objectives: 'For' } },
  costs: {
    columns: {
      externalId: 'Line',
      periodStart: 'From',
      periodEnd: 'Until',
      amount: 'Sum',
      category: 'Kind',
      asset: 'Host',
      service: 'Serves',
    },
  },
  changes: {
    columns: {
      externalId: 'Nr',
      title: 'What',
      state: 'Status',
      actualStart: 'Begin',
      actualEnd: 'End',
      outcome: 'Result',
      implementingTeam: 'Who',
      services: 'About',
      assets: 'On',
    },
  },
  ticketEvents: { columns: { externalId: 'No', ticket: 'Of', state: 'To', at: 'When' } },
  surveyInvitations: {
    columns: { externalId: 'Row', survey: 'Of', team: 'Team', invited: 'Count', invitedAt: 'Sent' },
  },
  columns: { externalId: 'Serial', owner: 'Owner', cost: 'Cost', availability: 'Up', services: 'Serves' },
  currency: 'EUR',
}

const { columns: _, ...mapping } = CONFIG
const { 'assets.csv': ___, ...tables } = FILES

/** A mapping of all that is no table of assets, with the tables. */
export const everything = { ...work, ...mapping }
export const everyTable = { ...workTables, ...tables }
