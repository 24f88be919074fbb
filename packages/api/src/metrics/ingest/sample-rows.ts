/** The bytes that begin and end the binary format of COPY: signature, flags and no header extension; -1 for no more rows. */
const HEAD = Buffer.from('5047434f50590aff0d0a00' + '00000000' + '00000000', 'hex')
const TAIL = Buffer.from('ffff', 'hex')
/** A row with a total: the number of fields, and each of four with its length before it. */
const LONGEST_ROW = 2 + (4 + 16) + 3 * (4 + 8)

/** Where PostgreSQL counts its microseconds from. */
const EPOCH = Date.UTC(2000, 0, 1)

/** Rows of metric_sample (metric_id, at, value, total) in the binary format of COPY. */
export class SampleRows {
  /** What a statement `copy` says after the name of the table. */
  static readonly COLUMNS = '(metric_id, at, value, total) from stdin (format binary)'

  #bytes: Buffer
  #length = HEAD.length
  #count = 0

  /** @param expected how many rows there will be, if that is known: more are taken as well */
  constructor(expected = 1_000) {
    this.#bytes = Buffer.allocUnsafe(HEAD.length + expected * LONGEST_ROW + TAIL.length)
    HEAD.copy(this.#bytes)
  }

  /** How many rows there are. */
  get count(): number {
    return this.#count
  }

  /**
   * @param metric the 16 bytes of the uuid
   * @param at milliseconds since 1970
   * @param value finite, like the total
   */
  add(metric: Buffer, at: number, value: number, total: number | null): void {
    if (this.#length + LONGEST_ROW + TAIL.length > this.#bytes.length) this.#grow()
    const bytes = this.#bytes
    let place = bytes.writeInt16BE(4, this.#length)
    place = bytes.writeInt32BE(16, place)
    place += metric.copy(bytes, place)
    place = bytes.writeInt32BE(8, place)
    place = writeInt64(bytes, (at - EPOCH) * 1_000, place)
    place = bytes.writeInt32BE(8, place)
    place = bytes.writeDoubleBE(value, place)
    if (total === null) place = bytes.writeInt32BE(-1, place)
    else {
      place = bytes.writeInt32BE(8, place)
      place = bytes.writeDoubleBE(total, place)
    }
    this.#length = place
    this.#count += 1
  }

  /** The rows so far, as COPY reads them. It is a copy: more may be added, or the rows given up. */
  bytes(): Buffer {
    return Buffer.concat([this.#bytes.subarray(0, this.#length), TAIL])
  }

  /** Gives the rows up. */
  clear(): void {
    this.#length = HEAD.length
    this.#count = 0
  }

  #grow(): void {
    const larger = Buffer.allocUnsafe(this.#bytes.length * 2 + LONGEST_ROW)
    this.#bytes.copy(larger, 0, 0, this.#length)
    this.#bytes = larger
  }
}

/** The bytes of a uuid in the text form. */
export function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex')
}

const HALF = 2 ** 32

/** A whole number of up to 53 bits and a sign; without BigInt, which takes three times as long. */
function writeInt64(bytes: Buffer, value: number, place: number): number {
  const high = Math.floor(value / HALF)
  return bytes.writeUInt32BE(value - high * HALF, bytes.writeInt32BE(high, place))
}
