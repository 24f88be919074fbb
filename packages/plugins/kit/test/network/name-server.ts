import { createSocket } from 'node:dgram'
import { isIP } from 'node:net'

/** The records of one answer: addresses of both families, and names that lead to other names. */
export interface Answer {
  /** `a.test` leads to the next name, that one to the next, and the last one to the addresses. */
  readonly through?: readonly string[]
  readonly addresses: readonly string[]
}

/** Answers of a name, in the order of the questions for its IPv4 addresses. The last one is repeated. */
export type Zone = ReadonlyMap<string, readonly Answer[]>

const A = 1
const CNAME = 5
const AAAA = 28
const HEADER_BYTES = 12
const NAME_ERROR = 3

/** A name server with answers that are not to be kept (TTL 0), on port 53 of 127.0.0.1. */
export async function startNameServer(zone: Zone): Promise<{ readonly asked: string[] }> {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (question, from) => {
    const { name, type, end } = questionOf(question)
    if (type === A) asked.push(name)
    const answers = zone.get(name)
    const turn = asked.filter((other) => other === name).length - 1
    const answer = answers?.[Math.min(Math.max(turn, 0), answers.length - 1)]
    socket.send(answerTo(question.subarray(0, end), type, name, answer), from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(53, '127.0.0.1', resolve))
  return { asked }
}

function questionOf(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = []
  let at = HEADER_BYTES
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length))
    at += 1 + length
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 }
}

function answerTo(question: Buffer, type: number, name: string, answer: Answer | undefined): Buffer {
  const records: Buffer[] = []
  let owner = name
  for (const next of answer?.through ?? []) {
    records.push(record(owner, CNAME, encodedName(next)))
    owner = next
  }
  const family = type === A ? 4 : type === AAAA ? 6 : undefined
  for (const address of answer?.addresses ?? []) {
    if (isIP(address) === family) records.push(record(owner, type, encodedAddress(address)))
  }
  const head = Buffer.from(question)
  head.writeUInt16BE(0x8180 | (answer === undefined ? NAME_ERROR : 0), 2)
  head.writeUInt16BE(records.length, 6)
  head.writeUInt32BE(0, 8)
  return Buffer.concat([head, ...records])
}

function record(owner: string, type: number, data: Buffer): Buffer {
  const fixed = Buffer.alloc(10)
  fixed.writeUInt16BE(type, 0)
  fixed.writeUInt16BE(1, 2)
  fixed.writeUInt16BE(data.length, 8)
  return Buffer.concat([encodedName(owner), fixed, data])
}

function encodedName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(`\0${label}`, 'latin1'))
  for (const label of labels) label.writeUInt8(label.length - 1, 0)
  return Buffer.concat([...labels, Buffer.alloc(1)])
}

function encodedAddress(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number))
  // The parser of URLs writes the last 32 bits in hexadecimal, too.
  const host = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [head = '', tail] = host.split('::')
  const groups = (text: string | undefined) =>
    text ? text.split(':').map((group) => Number.parseInt(group, 16)) : []
  const front = groups(head)
  const back = groups(tail)
  const all = [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back]
  const bytes = Buffer.alloc(16)
  for (const [index, group] of all.entries()) bytes.writeUInt16BE(group, index * 2)
  return bytes
}
