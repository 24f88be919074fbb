import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { clientConfig, poolerRoleSettings, withDatabase } from './session.ts'

const settings = { applicationName: 'tests', statementTimeout: 1_000, idleInTransactionTimeout: 2_000 }
const options =
  '-c TimeZone=UTC -c jit=off -c statement_timeout=1000 -c idle_in_transaction_session_timeout=2000'

describe('clientConfig', () => {
  it('sends the settings as the session starts', () => {
    const socket = { host: '/run/throughline', port: 5432, user: 'u', database: 'd' }
    expect(clientConfig(socket, settings)).toEqual({ ...socket, application_name: 'tests', options })
    expect(clientConfig({ url: 'postgres://u:p@db:5432/d' }, settings)).toEqual({
      connectionString: 'postgres://u:p@db:5432/d',
      application_name: 'tests',
      options,
    })
  })

  it("leaves the last word to the URL's own options", () => {
    const url = 'postgres://u@db/d?options=-c%20search_path%3Dtenant&sslmode=disable'
    expect(clientConfig({ url }, settings)).toEqual({
      connectionString: 'postgres://u@db/d?sslmode=disable',
      application_name: 'tests',
      options: `${options} -c search_path=tenant`,
    })
  })

  it('takes the directory of a socket as libpq does', () => {
    const { connectionString } = clientConfig({ url: 'postgres://u@/d?host=/run/pg' }, settings)
    expect(new pg.Client({ connectionString })).toMatchObject({ host: '/run/pg', user: 'u', database: 'd' })
  })

  it('sends PgBouncer nothing that it refuses', () => {
    expect(clientConfig({ url: 'postgres://u@db/d?pgbouncer=true' }, settings)).toEqual({
      connectionString: 'postgres://u@db/d',
      application_name: 'tests',
    })
    expect(poolerRoleSettings('app"s', settings)).toContain('alter role "app""s" set jit = off;')
  })

  it('says what a URL should look like and keeps its password to itself', () => {
    for (const url of ['db.example', 'http://u:secret@db/d']) {
      expect(() => clientConfig({ url }, settings)).toThrow(/^DATABASE_URL must look like postgres:/)
    }
  })
})

describe('withDatabase', () => {
  it('changes the database alone', () => {
    expect(withDatabase({ url: 'postgres://u:p@db/d?sslmode=disable' }, 'other')).toEqual({
      url: 'postgres://u:p@db/other?sslmode=disable',
    })
    expect(withDatabase({ host: 'h', user: 'u', database: 'd' }, 'o')).toEqual({
      host: 'h',
      user: 'u',
      database: 'o',
    })
  })
})
