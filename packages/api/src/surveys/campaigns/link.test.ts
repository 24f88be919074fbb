import { describe, expect, it } from 'vitest'
import { linkHash, newLink, panelHash, respondentOf, surveyKeys } from './link.ts'

const keys = surveyKeys(Buffer.alloc(32, 1))
const others = surveyKeys(Buffer.alloc(32, 2))

describe('a link', () => {
  it('is known by the organisation that signed it', () => {
    const { token, hash } = newLink(keys)
    expect(linkHash(token, keys)).toEqual(hash)
    expect(linkHash(token, others)).toBeUndefined()
    expect(newLink(keys).token).not.toBe(token)
  })
  it('is not known with any of its bits changed', () => {
    const bytes = Buffer.from(newLink(keys).token, 'base64url')
    for (let bit = 0; bit < 8 * bytes.byteLength; bit += 1) {
      const changed = Buffer.from(bytes)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(linkHash(changed.toString('base64url'), keys)).toBeUndefined()
    }
  })
})

describe('a recipient', () => {
  const series = { template: 'CSAT', serviceId: 's1' }
  it('is the same within a series, and another in other series and organisations', () => {
    const same = panelHash('ada', series, keys)
    expect(panelHash('ada', { ...series }, keys)).toBe(same)
    const all = [
      same,
      panelHash('ada', { ...series, template: 'NPS' }, keys),
      panelHash('ada', { ...series, serviceId: null }, keys),
      panelHash('bob', series, keys),
      panelHash('ada', series, others),
    ]
    expect(new Set(all).size).toBe(all.length)
    for (const hash of all) expect(hash).toMatch(/^[\w-]{43}$/)
  })
  it('is one respondent of a survey by all links, and another of each survey', () => {
    const panel = panelHash('ada', series, keys)
    const one = respondentOf('v1', { id: 'r1', panelHash: panel }, keys)
    expect(respondentOf('v1', { id: 'r2', panelHash: panel }, keys)).toBe(one)
    expect(respondentOf('v2', { id: 'r1', panelHash: panel }, keys)).not.toBe(one)
    const alone = respondentOf('v1', { id: 'r1', panelHash: null }, keys)
    expect(respondentOf('v1', { id: 'r2', panelHash: null }, keys)).not.toBe(alone)
  })
})
