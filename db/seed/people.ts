import type { TEAMS } from './teams.ts'

export interface PersonSpec {
  name: string
  team: keyof typeof TEAMS
  role: 'MEMBER' | 'LEAD'
}

/** Some of those who work at Tannenlund Markets; all names are invented. */
export const PEOPLE = {
  'mara.lindqvist': { name: 'Mara Lindqvist', team: 'online-sales', role: 'LEAD' },
  'jonas.albrecht': { name: 'Jonas Albrecht', team: 'store-operations', role: 'LEAD' },
  'edda.voss': { name: 'Edda Voss', team: 'logistics', role: 'LEAD' },
  'tomas.reger': { name: 'Tomas Reger', team: 'purchasing', role: 'LEAD' },
  'ilse.brandau': { name: 'Ilse Brandau', team: 'finance', role: 'LEAD' },
  'nuri.demirel': { name: 'Nuri Demirel', team: 'digital-shop', role: 'LEAD' },
  'hanne.solberg': { name: 'Hanne Solberg', team: 'digital-shop', role: 'MEMBER' },
  'piet.osthoff': { name: 'Piet Osthoff', team: 'store-systems', role: 'LEAD' },
  'greta.winkler': { name: 'Greta Winkler', team: 'supply-chain', role: 'LEAD' },
  'amir.kaltenberg': { name: 'Amir Kaltenberg', team: 'platform', role: 'LEAD' },
  'ruth.eggers': { name: 'Ruth Eggers', team: 'platform', role: 'MEMBER' },
  'leo.marquardt': { name: 'Leo Marquardt', team: 'network', role: 'LEAD' },
} satisfies Record<string, PersonSpec>
